// What is wrong with the slide on the wall, as a list of sentences; an empty list is a good slide.
() => {
  const wrong = [];
  const [W, H] = [window.innerWidth, window.innerHeight];
  const page = document.documentElement;
  if (page.scrollWidth > W || page.scrollHeight > H) wrong.push("the window scrolls");
  const svg = document.querySelector(".projector-screen > svg");
  const paper = (() => {
    const back = svg.querySelector("rect");
    return back ? getComputedStyle(back).fill : getComputedStyle(document.querySelector(".projector")).backgroundColor;
  })();
  const parts = (colour) => (colour.match(/[\d.]+/g) || []).map(Number);
  const luminance = (colour) => {
    const [r, g, b] = parts(colour).map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, other) => {
    const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  // The painted shape under the middle of a text, the last one drawn before it.
  const shapes = [...svg.querySelectorAll("rect, path, circle, text")];
  const under = (text, box) => {
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    let fill = paper;
    for (const shape of shapes) {
      if (shape === text) break;
      if (shape.tagName === "text" || ["none", "transparent"].includes(getComputedStyle(shape).fill)) continue;
      const at = shape.getBoundingClientRect();
      if (at.left <= x && x <= at.right && at.top <= y && y <= at.bottom) fill = getComputedStyle(shape).fill;
    }
    return fill;
  };
  const scale = H / 720 < W / 1280 ? H / 720 : Math.min(H / 720, W / (960 * (W / H < 1.5 ? 1 : 4 / 3)));
  const boxes = [];
  let largest = 0;
  for (const text of svg.querySelectorAll("text")) {
    const said = text.textContent.trim();
    if (!said) continue;
    const box = text.getBoundingClientRect();
    const size = parseFloat(getComputedStyle(text).fontSize) * svg.getScreenCTM().a;
    largest = Math.max(largest, size);
    if (box.left < -0.5 || box.top < -0.5 || box.right > W + 0.5 || box.bottom > H + 0.5) wrong.push(`"${said}" is cut off`);
    if (size < 20 * scale - 0.1) wrong.push(`"${said}" is ${size.toFixed(1)} px, under ${(20 * scale).toFixed(1)}`);
    const behind = under(text, box);
    const ratio = contrast(getComputedStyle(text).fill, behind);
    const least = behind === paper ? 7 : 4.5;
    if (ratio < least) wrong.push(`"${said}" has contrast ${ratio.toFixed(1)}, under ${least}`);
    boxes.push([said, box]);
  }
  if (largest < 36 * scale) wrong.push(`the headline is ${largest.toFixed(1)} px`);
  for (let i = 0; i < boxes.length; i++)
    for (let j = i + 1; j < boxes.length; j++) {
      const [a, b] = [boxes[i][1], boxes[j][1]];
      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (wide > 2 && high > 0.45 * Math.min(a.height, b.height)) wrong.push(`"${boxes[i][0]}" and "${boxes[j][0]}" overlap`);
    }
  return [...new Set(wrong)];
}
