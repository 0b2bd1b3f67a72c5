// Plays the slides of a meeting: all of them are here before the first key, so that the next one is only shown.
// The address always names the slide on the wall: a reload, or a laptop that slept, comes back to it.

const NEXT = new Set(["ArrowRight", "ArrowDown", "PageDown", " ", "Enter", "n", "N"]);
const BACK = new Set(["ArrowLeft", "ArrowUp", "PageUp", "Backspace", "p", "P"]);
const BLACK = new Set(["b", "B", ".", ","]);
const DIGITS_WAIT = 1200; // ms after the last digit before the slide is shown without Enter
const QUIET_AFTER = 2500; // ms without a mouse before the bar goes
const EVERY = 20; // seconds that a slide stays where it turns by itself and nobody has said how long
const MOST = 3600;

const stages = new WeakMap();

export default function (component) {
  const root = component.parentElement.querySelector(".projector");
  if (!root) return;
  let stage = stages.get(root);
  if (!stage) {
    stage = open(root);
    stages.set(root, stage);
  }
  if (component.data) stage.take(component.data);
  return Object.assign(
    () => {
      stage.close();
      stages.delete(root);
    },
    { take: stage.take },
  );
}

function open(root) {
  const part = (name) => root.querySelector(`[data-part="${name}"]`);
  const [screen, said, table, count, typed, curtain, keys, alone] =
    ["screen", "said", "table", "count", "typed", "curtain", "keys", "alone"].map(part);
  let data = { slides: [] };
  let at = 0; // which slide, and which part of it: a chart of many rows takes several screens
  let on = 0;
  let digits = "";
  let waiting = 0;
  let resting = 0;
  let every = 0; // seconds after which a screen without anybody at it turns; 0: by key
  let turning = 0;

  // Two layouts of each slide came with the page: the one nearer to the shape of the screen is shown.
  const shape = () => (window.innerWidth / window.innerHeight < 1.5 ? "square" : "wide");

  function show(number, half = 0) {
    const last = data.slides.length - 1;
    if (last < 0) return;
    at = Math.min(Math.max(number, 0), last);
    const slide = data.slides[at];
    const parts = slide[shape()];
    on = Math.min(Math.max(half, 0), parts.length - 1);
    screen.innerHTML = parts[on];
    root.dataset.slide = String(at + 1);
    root.dataset.part = String(on + 1);
    said.textContent = slide.headline;
    table.innerHTML = slide.table;
    count.textContent = `${at + 1} of ${last + 1}`;
    part("back").disabled = at === 0 && on === 0;
    part("next").disabled = at === last && on === parts.length - 1;
    table.scrollTop = 0;
    wind();
    remember();
  }

  // After the last slide the first comes again: nobody is there to begin anew.
  function wind() {
    window.clearTimeout(turning);
    alone.setAttribute("aria-pressed", String(every > 0));
    alone.textContent = every ? `Every ${every} s` : "By itself";
    if (!every) return;
    turning = window.setTimeout(() => {
      const atEnd = part("next").disabled;
      if (!curtain.hidden || root.classList.contains("is-tabled")) wind();
      else if (atEnd) show(0);
      else turn(1);
    }, every * 1000);
  }

  function letAlone() {
    every = every ? 0 : data.every || EVERY;
    wind();
    remember();
  }

  function tabled(on) {
    root.classList.toggle("is-tabled", on);
    table.tabIndex = on ? 0 : -1;
    if (on) table.focus();
  }

  function turn(step) {
    const parts = data.slides[at]?.[shape()].length ?? 0;
    if (on + step >= 0 && on + step < parts) show(at, on + step);
    else if (step > 0 && at < data.slides.length - 1) show(at + 1);
    else if (step < 0 && at > 0) show(at - 1, Infinity);
  }

  function remember() {
    const address = new URL(window.location.href);
    const before = address.search;
    address.searchParams.set("slide", String(at + 1));
    if (on) address.searchParams.set("part", String(on + 1));
    else address.searchParams.delete("part");
    if (every) address.searchParams.set("every", String(every));
    else address.searchParams.delete("every");
    if (address.search === before) return;
    try {
      window.history.replaceState(window.history.state, "", address);
    } catch {
      // A file that some browsers open has no address to write to; its slides turn all the same.
    }
  }

  function type(digit) {
    digits = (digits + digit).slice(-3);
    typed.textContent = digits;
    typed.hidden = false;
    window.clearTimeout(waiting);
    waiting = window.setTimeout(jump, DIGITS_WAIT);
  }

  function jump() {
    window.clearTimeout(waiting);
    const number = Number.parseInt(digits, 10);
    digits = "";
    typed.hidden = true;
    if (number) show(number - 1);
  }

  const black = (on) => {
    curtain.hidden = !on;
    root.classList.toggle("is-black", on);
  };

  function fill() {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen?.().catch(() => {});
  }

  function press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.closest?.("input, select, textarea, [contenteditable]");
    if (typing && !root.contains(typing)) return;
    // A button or link that was reached by keyboard does what it says.
    const pressed = event.target.closest?.(".projector button, .projector a");
    if (pressed && (event.key === " " || event.key === "Enter")) return;
    if (act(event)) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }

  function act(event) {
    const key = event.key;
    if (!curtain.hidden) {
      // Any key of the clicker lights the wall again, and turns no page meanwhile.
      if (BLACK.has(key) || NEXT.has(key) || BACK.has(key) || key === "Escape") return black(false), true;
      return false;
    }
    if (key === "Enter" && digits) return jump(), true;
    if (key === " " && event.shiftKey) return turn(-1), true;
    if (NEXT.has(key)) return turn(1), true;
    if (BACK.has(key)) return turn(-1), true;
    if (key === "Home") return show(0), true;
    if (key === "End") return show(data.slides.length - 1), true;
    if (/^[0-9]$/.test(key)) return type(key), true;
    if (BLACK.has(key)) return black(true), true;
    if (key === "t" || key === "T") return tabled(!root.classList.contains("is-tabled")), true;
    if (key === "a" || key === "A") return letAlone(), true;
    if (key === "f" || key === "F" || key === "F5") return fill(), true;
    if (key === "?" || key === "h" || key === "H") return ((keys.hidden = !keys.hidden), true);
    if (key === "Escape" && root.classList.contains("is-tabled")) return tabled(false), true;
    if (key === "Escape" && !keys.hidden) return ((keys.hidden = true), true);
    return false;
  }

  function stir() {
    root.classList.add("is-stirred");
    window.clearTimeout(resting);
    resting = window.setTimeout(() => root.classList.remove("is-stirred"), QUIET_AFTER);
  }

  const clicks = {
    back: () => turn(-1),
    next: () => turn(1),
    fill,
    black: () => black(true),
    help: () => (keys.hidden = !keys.hidden),
    figures: () => tabled(!root.classList.contains("is-tabled")),
    alone: letAlone,
  };
  for (const [name, act] of Object.entries(clicks)) part(name).onclick = act;
  curtain.onclick = () => black(false);

  let form = shape();
  const turned = () => {
    if (shape() !== form) {
      form = shape();
      show(at, on);
    }
  };
  window.addEventListener("keydown", press, true);
  window.addEventListener("mousemove", stir);
  window.addEventListener("resize", turned);

  return {
    take(given) {
      // A run of the script sends the same slides again; what is on the wall stays.
      if (given.version === data.version) return;
      data = given;
      root.dataset.theme = given.theme;
      part("mark").textContent = given.mark;
      part("mark").hidden = !given.mark;
      // Held once, and shown by every slide at its foot in the place that fits the picture.
      part("logo").innerHTML = given.logo
        ? `<symbol id="${given.symbol}" viewBox="0 0 1 1" preserveAspectRatio="none">` +
          `<image href="${given.logo}" width="1" height="1" preserveAspectRatio="none"/></symbol>`
        : "";
      for (const name of ["leave", "arrange"]) {
        part(name).hidden = !given[name];
        if (given[name]) part(name).href = given[name];
      }
      const asked = new URL(window.location.href).searchParams;
      const number = (name) => (Number.parseInt(asked.get(name) ?? "1", 10) || 1) - 1;
      every = Math.min(Number.parseInt(asked.get("every") ?? given.every ?? 0, 10) || 0, MOST);
      show(number("slide"), number("part"));
    },
    close() {
      window.removeEventListener("keydown", press, true);
      window.removeEventListener("mousemove", stir);
      window.removeEventListener("resize", turned);
      for (const timer of [waiting, resting, turning]) window.clearTimeout(timer);
    },
  };
}
