// Package libopenapi stands in for the module of this name, which takes a quarter of the time that the Pulumi CLI takes to
// compile. The CLI reads the description of Pulumi Cloud's API with it, for `pulumi cloud api` alone. Here it reads none and
// says so. docs/decisions/0028.
package libopenapi

import (
	"errors"

	v3 "github.com/pb33f/libopenapi/datamodel/high/v3"
)

type Document interface {
	BuildV3Model() (*DocumentModel[v3.Document], error)
}

type DocumentModel[T any] struct {
	Model T
}

func NewDocument([]byte) (Document, error) {
	return nil, errors.New("this pulumi was built without OpenAPI; install one from https://www.pulumi.com/docs/install/")
}
