// Reads every key file of a folder with Go's standard library, by the type that stands in the PEM.
package main

import (
	"crypto"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
)

func read(text []byte) (any, error) {
	block, _ := pem.Decode(text)
	if block == nil {
		der, err := base64.StdEncoding.DecodeString(string(text))
		if err != nil {
			return nil, err
		}
		return x509.ParsePKCS8PrivateKey(der)
	}
	switch block.Type {
	case "RSA PRIVATE KEY":
		return x509.ParsePKCS1PrivateKey(block.Bytes)
	case "EC PRIVATE KEY":
		return x509.ParseECPrivateKey(block.Bytes)
	case "PRIVATE KEY":
		return x509.ParsePKCS8PrivateKey(block.Bytes)
	}
	return nil, errors.New("another type")
}

func main() {
	fmt.Println("version", runtime.Version())
	entries, _ := os.ReadDir(os.Args[1])
	for _, entry := range entries {
		text, _ := os.ReadFile(filepath.Join(os.Args[1], entry.Name()))
		key, err := read(text)
		signer, isSigner := key.(crypto.Signer)
		if err != nil || !isSigner {
			fmt.Println(entry.Name(), "refused", "-")
			continue
		}
		der, err := x509.MarshalPKIXPublicKey(signer.Public())
		if err != nil {
			fmt.Println(entry.Name(), "refused", "-")
			continue
		}
		fmt.Println(entry.Name(), "spki", base64.StdEncoding.EncodeToString(der))
	}
}
