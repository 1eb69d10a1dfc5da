// Puts a button on another site's page that opens the conversation in a frame. Embedded with one line:
// <script src="https://this.server/widget.js" defer></script>; data-title names the button and the frame.
(() => {
  const script = document.currentScript;
  const title = script.dataset.title || "问策 · 政策方案问答";
  const host = document.createElement("div");
  const root = host.attachShadow({ mode: "closed" }); // the site's own styles must not reach in, nor these out
  const make = (name, attributes) => Object.assign(document.createElement(name), attributes);

  const style = make("style", { textContent: `
    :host { all: initial; }
    button { position: fixed; right: 20px; bottom: 20px; z-index: 2147483000; min-height: 52px; padding: 0 22px; border: 0; border-radius: 26px;
      background: #1b4f8f; color: #fff; font: 600 17px/1.4 "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; cursor: pointer;
      box-shadow: 0 4px 18px rgb(20 40 70 / 28%); }
    button:hover { background: #143d70; }
    button:focus-visible { outline: 3px solid #1b4f8f; outline-offset: 3px; }
    iframe { position: fixed; right: 20px; bottom: 84px; z-index: 2147483000; width: min(440px, calc(100vw - 24px)); height: min(680px, calc(100vh - 108px));
      border: 1px solid #d9dee5; border-radius: 16px; background: #f5f6f8; box-shadow: 0 10px 40px rgb(20 40 70 / 24%); }
    iframe[hidden] { display: none; }
    @media (max-width: 480px) { iframe { right: 12px; } button { right: 12px; bottom: 16px; } }` });
  const button = make("button", { type: "button", textContent: title });
  button.setAttribute("aria-expanded", "false");
  let frame = null;

  function show(open) {
    if (open && !frame) { // nothing is loaded before it is wanted
      frame = make("iframe", { src: new URL("/?embed=1", script.src).href, title, allow: "clipboard-write" });
      root.prepend(frame);
    }
    if (frame) frame.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    button.textContent = open ? "收起" : title;
    if (open) frame.focus();
  }
  button.addEventListener("click", () => show(button.getAttribute("aria-expanded") === "false"));
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") show(false); });
  root.append(style, button);
  document.body.append(host);
})();
