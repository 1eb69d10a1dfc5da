// Runs once for each part of the page: hands clicks on questions and page tools to the server.
element.addEventListener("click", (event) => {
  const busy = document.querySelector(".turn[aria-busy='true']");
  const asked = event.target.closest("[data-ask]");
  if (asked && !busy) trigger("ask", { question: asked.dataset.ask });
  if (event.target.closest("[data-tool='reset']") && !busy) trigger("reset", {});
});
// The bar also asks again, after a reload, what this tab had asked, as the server keeps no talk; then what the
// address asks (/?q=…), once: the address is cleaned, so that a reload does not ask it again.
if (element.querySelector(".bar")) {
  let questions = [];
  try { questions = JSON.parse(sessionStorage.getItem("wence-questions")) || []; } catch { /* storage is off */ }
  const address = new URL(location.href);
  const linked = (address.searchParams.get("q") || "").trim();
  if (linked) questions.push(linked);
  if (address.searchParams.has("q")) {
    address.searchParams.delete("q");
    history.replaceState(history.state, "", address);
  }
  if (questions.length) trigger("restore", { questions });
  document.addEventListener("wence:forgotten", (event) => trigger("restore", { questions: event.detail }));
}
