/**
 * The script of every page. A button that copies is hidden until it runs, since it does nothing without. A page from a
 * file has a clipboard in Chromium and Firefox; where a browser has none there, the older
 * command copies, and what it copies is selected. A selection alone loses the last line end.
 */
export const SCRIPT = `
for (const button of document.querySelectorAll("button[data-copies]")) {
  const source = document.getElementById(button.dataset.copies);
  const status = button.parentElement.querySelector("[role=status]");
  const olderCommand = () => {
    const range = document.createRange();
    range.selectNodeContents(source);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    const toTheLetter = (event) => {
      event.clipboardData.setData("text/plain", source.textContent);
      event.preventDefault();
    };
    document.addEventListener("copy", toTheLetter, { once: true });
    return document.execCommand("copy");
  };
  button.hidden = false;
  button.addEventListener("click", async () => {
    const isCopied = await (navigator.clipboard?.writeText(source.textContent) ?? Promise.reject()).then(() => true, olderCommand);
    status.textContent = isCopied ? "Copied" : "It is selected: copy it with the keyboard";
    button.classList.toggle("done", isCopied);
    setTimeout(() => { status.textContent = ""; button.classList.remove("done"); }, 4000);
  });
}
`;
