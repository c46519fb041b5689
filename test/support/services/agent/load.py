"""Calls a partner from eight threads until its input ends: a line for each request, its status or what the agent answered."""
import http.client, itertools, os, sys, threading, urllib.error, urllib.parse

sys.path.insert(0, sys.argv[1])
import client

path, url = sys.argv[2], urllib.parse.urlsplit(sys.argv[3])
ids, over, printing = itertools.count(), threading.Event(), threading.Lock()


def request(name):
    def send(signed):
        partner = http.client.HTTPConnection(url.netloc, timeout=30)
        try:
            partner.request("POST", url.path, b"{}", {**signed["headers"], "x-request-id": name})
            answer = partner.getresponse()
            return answer.status, answer.read()
        finally:
            partner.close()

    try:
        return str(client.request(path, send, url=url.geturl(), body="{}")[0])
    except (OSError, http.client.HTTPException, ValueError):
        return "no agent"


def work():
    while not over.is_set():
        line = request(f"request-{next(ids)}")
        with printing:
            print(line, flush=True)


threads = [threading.Thread(target=work) for _ in range(8)]
for thread in threads:
    thread.start()
sys.stdin.read()
over.set()
for thread in threads:
    thread.join()
