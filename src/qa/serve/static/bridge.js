// The way to the server and back, which is Gradio's queue. What goes out is put into boxes of Gradio's that nobody sees. Each
// state of an answer comes back as the text of a button that nobody sees, so that nothing in it is ever run, and is handed on.
(() => {
  const { find } = wence;
  const PARTS = ["#question textarea", "#asked textarea", "#restored textarea", "#reset", "#reply"];
  let connect = null;
  const connected = new Promise((done) => { connect = done; });

  // Calls back once Gradio has made its parts.
  wence.connected = (act) => connected.then(act);

  // Gradio takes over what stands in a box when Enter is pressed there.
  const send = (name, text) => wence.connected(() => {
    const box = find(`#${name} textarea`);
    box.value = text;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    box.dispatchEvent(new KeyboardEvent("keypress", { key: "Enter", bubbles: true, cancelable: true }));
  });
  const restore = (questions) => send("restored", JSON.stringify(questions));

  document.addEventListener("click", (event) => {
    if (find(".turn[aria-busy='true']")) return;
    const asked = event.target.closest("[data-ask]");
    if (asked) send("asked", asked.dataset.ask);
    if (event.target.closest("[data-tool='reset']")) wence.connected(() => find("#reset").click());
  });
  document.addEventListener("wence:forgotten", (event) => restore(event.detail));

  // After a reload this asks again what this tab had asked, as the server keeps no talk; then what the address asks
  // (/?q=…), once: the address is cleaned, so that a reload does not ask it again.
  let questions = [];
  try { questions = JSON.parse(sessionStorage.getItem("wence-questions")) || []; } catch { /* storage is off */ }
  const address = new URL(location.href);
  const linked = (address.searchParams.get("q") || "").trim();
  if (linked) questions.push(linked);
  if (address.searchParams.has("q")) {
    address.searchParams.delete("q");
    history.replaceState(history.state, "", address);
  }
  if (questions.length) {
    document.body.classList.add("has-talk"); // the welcome would only come and go
    restore(questions);
  }

  function look() {
    if (!PARTS.every(find)) return;
    making.disconnect();
    const reply = find("#reply");
    const replies = new MutationObserver(() => {
      const html = reply.textContent;
      for (const part of reply.childNodes) part.nodeValue = ""; // so that nothing stands on the page twice
      replies.takeRecords();
      document.dispatchEvent(new CustomEvent("wence:reply", { detail: html }));
    });
    replies.observe(reply, { childList: true, characterData: true, subtree: true });
    connect();
  }
  const making = new MutationObserver(look);
  making.observe(find("gradio-app"), { childList: true, subtree: true });
})();
