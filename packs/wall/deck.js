// The page brought its slides as what can be read without this script: they are taken from there and played.
const each = (place, selector) => [...place.querySelectorAll(selector)];
const markup = (pictures) => pictures.map((picture) => picture.outerHTML);
const deck = document.querySelector(".deck");

document.body.classList.add("is-playing");
document.querySelector(".projector").hidden = false;
projector({ parentElement: document.body }).take({
  ...deck.dataset,
  every: Number(deck.dataset.every),
  logo: "",
  version: "one file",
  slides: each(deck, "section").map((slide) => ({
    wide: markup(each(slide, ":scope > .wide > svg")),
    square: markup(each(slide.querySelector("template").content, "svg")),
    headline: slide.dataset.said,
    table: slide.querySelector(".figures").innerHTML,
  })),
});
