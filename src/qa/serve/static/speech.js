// 朗读: the browser's own Chinese voice reads an answer; without one there is no button.
(() => {
  const speech = window.speechSynthesis;
  if (!speech) return;
  const SILENT = ".line-source, .sr-only"; // the source is long and is there to be looked up
  const voice = () => {
    const chinese = speech.getVoices().filter((one) => /^(zh|cmn)/i.test(one.lang));
    return chinese.find((one) => /cn|hans/i.test(one.lang)) || chinese[0];
  };
  const offer = () => document.documentElement.classList.toggle("can-read", Boolean(voice()));

  function show(button, reading) {
    button.classList.toggle("is-reading", reading);
    button.querySelector(".read-word").textContent = reading ? wence.say("停止") : wence.say("朗读");
  }

  function stop() {
    speech.cancel();
    document.querySelectorAll(".read.is-reading").forEach((button) => show(button, false));
  }

  // One utterance a line: browsers break off long ones.
  function lines(turn) {
    const answer = turn.querySelector(".answer-text").cloneNode(true);
    answer.querySelectorAll(SILENT).forEach((part) => part.remove());
    answer.querySelectorAll(".case-name").forEach((name) => name.append("，"));
    return [...answer.children].map((line) => line.textContent.trim()).filter(Boolean);
  }

  function read(button) {
    stop();
    const spoken = lines(button.closest(".turn")).map((line) => {
      const utterance = new SpeechSynthesisUtterance(line);
      Object.assign(utterance, { lang: "zh-CN", voice: voice(), rate: document.documentElement.classList.contains("is-large") ? 0.85 : 1 });
      return utterance;
    });
    if (!spoken.length) return;
    spoken.at(-1).onend = stop;
    show(button, true);
    spoken.forEach((utterance) => speech.speak(utterance));
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-read]");
    if (!button) return;
    if (button.classList.contains("is-reading")) stop();
    else read(button);
  });
  document.addEventListener("wence:turn", stop);
  addEventListener("pagehide", stop);
  speech.onvoiceschanged = offer;
  offer();
})();
