// node measure.mjs FILE SECONDS: evaluates the file's expressions over its context, round and round; prints how many a second, and each value.
import { readFileSync } from "node:fs";
import { evaluate } from "feelin";

const { expressions, context } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const seconds = Number(process.argv[3]);

function run(forSeconds) {
  const end = performance.now() + forSeconds * 1000;
  const start = performance.now();
  let count = 0;
  while (performance.now() < end) {
    for (const expression of expressions) evaluate(expression, context);
    count += expressions.length;
  }
  return (count / (performance.now() - start)) * 1000;
}

run(Math.min(3, seconds));
console.log(JSON.stringify({ rate: run(seconds), values: expressions.map((expression) => evaluate(expression, context).value) }));
