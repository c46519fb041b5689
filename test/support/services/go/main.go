// Runs the service of docs/services.md: one signature, or a request for each line that comes in.
package main

import (
	"bufio"
	"context"
	"fmt"
	"os"

	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/secretsmanager"
)

func must[T any](value T, err error) T {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	return value
}

func main() {
	args := os.Args[1:]
	if len(args) == 4 {
		fmt.Println(must(sign(args[0], args[1], args[2], args[3])))
		return
	}
	ctx := context.Background()
	p := &partner{aws: secretsmanager.NewFromConfig(must(config.LoadDefaultConfig(ctx))), privateKeyArn: args[0]}
	p.key = must(p.read(ctx, args[0], "AWSCURRENT"))
	p.apiKey = must(p.read(ctx, args[1], "AWSCURRENT"))
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		answer := must(p.post(ctx, args[2], lines.Text()))
		answer.Body.Close()
		fmt.Println(answer.StatusCode)
	}
}
