// Reads every key file of a folder with golang.org/x/crypto/ssh.
package main

import (
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"

	"golang.org/x/crypto/ssh"
)

func main() {
	info, _ := debug.ReadBuildInfo()
	for _, module := range info.Deps {
		if module.Path == "golang.org/x/crypto" {
			fmt.Println("version", module.Version)
		}
	}
	entries, _ := os.ReadDir(os.Args[1])
	for _, entry := range entries {
		text, _ := os.ReadFile(filepath.Join(os.Args[1], entry.Name()))
		signer, err := ssh.ParsePrivateKey(text)
		if err != nil {
			fmt.Println(entry.Name(), "refused", "-")
			continue
		}
		fmt.Println(entry.Name(), "ssh", base64.StdEncoding.EncodeToString(signer.PublicKey().Marshal()))
	}
}
