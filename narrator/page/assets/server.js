// Asks the server; nothing else of the page does.

let tellLost = () => {};
let ended = false;

export const hasEnded = () => ended;

// tell: called once, when the server no longer answers.
export function whenLost(tell) {
  tellLost = tell;
}

export function endAsking() {
  ended = true;
}

// Returns what the server answers; {} when it has nothing new, or does not answer any more.
export async function ask(address, body) {
  const answer = await request(address, body);
  return answer === null || answer.status === 204 ? {} : answer.json();
}

// Returns a file of the server's as {name, content}, or the {problems} why there is none.
export async function askForFile(address) {
  const answer = await request(address);
  if (answer === null) return {};
  if (answer.headers.get("Content-Type") === "application/json") return answer.json();
  const named = answer.headers.get("Content-Disposition").split("UTF-8''")[1];
  return { name: decodeURIComponent(named), content: await answer.blob() };
}

async function request(address, body) {
  if (ended) return null;
  try {
    return await fetch(address, body === undefined ? {} : post(body));
  } catch {
    if (!ended) {
      ended = true;
      tellLost();
    }
    return null;
  }
}

function post(body) {
  const isFile = body instanceof Blob;
  return {
    method: "POST",
    headers: { "Content-Type": isFile ? "application/octet-stream" : "application/json" },
    body: isFile ? body : JSON.stringify(body),
  };
}
