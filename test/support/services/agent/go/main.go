// Calls a partner from eight goroutines until its input ends: a line for each request, its status or what the agent answered.
package main

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"sync"
	"sync/atomic"

	"example.com/load/agent"
)

func main() {
	asked, url := agent.Dial(os.Args[1]), os.Args[2]
	var ids, over atomic.Int64
	var workers sync.WaitGroup
	request := func() string {
		name := fmt.Sprintf("request-%d", ids.Add(1))
		answer, err := agent.Request(asked, map[string]any{"url": url, "body": "{}"}, func(signed agent.Signed) (agent.Answer, error) {
			request, err := http.NewRequest("POST", url, strings.NewReader("{}"))
			if err != nil {
				return agent.Answer{}, err
			}
			for header, value := range signed.Headers {
				request.Header.Set(header, value)
			}
			request.Header.Set("x-request-id", name)
			answer, err := http.DefaultTransport.RoundTrip(request) // follows no redirect
			if err != nil {
				return agent.Answer{}, err
			}
			defer answer.Body.Close()
			body, err := io.ReadAll(answer.Body)
			return agent.Answer{Status: answer.StatusCode, Body: body}, err
		})
		if err != nil {
			return "no agent"
		}
		return fmt.Sprint(answer.Status)
	}
	for range [8]int{} {
		workers.Add(1)
		go func() {
			defer workers.Done()
			for over.Load() == 0 {
				fmt.Println(request())
			}
		}()
	}
	io.Copy(io.Discard, os.Stdin)
	over.Store(1)
	workers.Wait()
}
