// Runs once per answer area: hands clicks on questions and page tools to the server.
element.addEventListener("click", (event) => {
  const asked = event.target.closest("[data-ask]");
  if (asked) trigger("ask", { question: asked.dataset.ask });
  const tool = event.target.closest("[data-tool='reset']");
  if (tool) trigger("reset", {});
});
