// A file dropped on the form is looked at at once. Without script the field beside it does the same.
const form = document.querySelector("[data-drop]");
const field = form?.querySelector("input[type=file]");
if (field) {
  form.querySelector("[data-drop-hint]").hidden = false;
  const carriesFile = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  for (const name of ["dragenter", "dragover"]) {
    form.addEventListener(name, (event) => {
      if (!carriesFile(event)) return;
      event.preventDefault();
      form.classList.add("over");
    });
  }
  for (const name of ["dragleave", "drop"]) form.addEventListener(name, () => form.classList.remove("over"));
  form.addEventListener("drop", (event) => {
    if (!carriesFile(event)) return;
    event.preventDefault();
    field.files = event.dataTransfer.files;
    form.requestSubmit();
  });
}
