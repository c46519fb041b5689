// Package agent calls a partner from Go, signed by `partner-keys agent` (docs/agent.md).
package agent

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"time"
)

type Signed struct {
	Done                   bool
	ID, Assertion, Verdict string
	Headers                map[string]string
	Error                  struct{ Code, Message string }
}

type Answer struct {
	Status int
	Body   []byte
}

func Dial(path string) *http.Client {
	dial := func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "unix", path)
	}
	return &http.Client{Transport: &http.Transport{DialContext: dial, DisableKeepAlives: true}, Timeout: 70 * time.Second}
}

func call(agent *http.Client, path string, fields map[string]any) (signed Signed, err error) {
	text, _ := json.Marshal(fields)
	answer, err := agent.Post("http://agent"+path, "application/json", bytes.NewReader(text))
	if err != nil {
		return signed, err
	}
	defer answer.Body.Close()
	if err = json.NewDecoder(answer.Body).Decode(&signed); err == nil && answer.StatusCode != 200 {
		err = fmt.Errorf("agent: %s: %s", signed.Error.Code, signed.Error.Message)
	}
	return signed, err
}

// Request calls send, which sends the request once, and calls it again only after a refusal.
func Request(agent *http.Client, fields map[string]any, send func(Signed) (Answer, error)) (first Answer, err error) {
	signed, err := call(agent, "/v1/attempts", fields)
	for sent := 0; err == nil && !signed.Done; sent++ {
		answer, failed := send(signed)
		report := map[string]any{"verdict": "unclear"}
		if failed == nil {
			report = map[string]any{"status": answer.Status, "body": string(answer.Body[:min(len(answer.Body), 65536)])}
		}
		if sent == 0 {
			first = answer
		}
		// Without the agent there is no other key: the partner's answer stays
		if signed, err = call(agent, "/v1/attempts/"+signed.ID, report); err != nil || failed != nil || signed.Verdict != "refused" && signed.Done {
			return answer, failed
		}
	}
	return first, err
}
