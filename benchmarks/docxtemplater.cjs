// Fills a template again and again with docxtemplater, as run.py asks: TEMPLATE VALUES FILLED TIMES.
// Prints the seconds of each time as JSON. From the template's bytes to those of the filled .docx, parsed anew each time.
const fs = require("fs");
const PizZip = require("pizzip");
const Docxtemplater = require("docxtemplater");

const [template, values, filled, times] = process.argv.slice(2);
const bytes = fs.readFileSync(template);
const data = JSON.parse(fs.readFileSync(values, "utf-8"));

function fill() {
  const document = new Docxtemplater(new PizZip(bytes), {
    delimiters: { start: "{{", end: "}}" },
    parser: (name) => ({ get: (values) => values[name.trim()] }), // the template is written for docxtpl
  });
  document.render(data);
  return document.toBuffer({ compression: "DEFLATE" });
}

fill();
fill();
const seconds = [];
let made;
for (let time = 0; time < Number(times); time++) {
  const start = process.hrtime.bigint();
  made = fill();
  seconds.push(Number(process.hrtime.bigint() - start) / 1e9);
}
fs.writeFileSync(filled, made);
console.log(JSON.stringify(seconds));
