//go:build tools

// Package tools pins actionlint, so that go.sum holds the hash of each module that it is built from.
package tools

import _ "github.com/rhysd/actionlint/cmd/actionlint"
