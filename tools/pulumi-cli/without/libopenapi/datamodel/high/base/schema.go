// Package base has what the Pulumi CLI reads of the package of this name. Nothing makes one of these.
package base

import (
	"errors"

	"github.com/pb33f/libopenapi/orderedmap"
	"go.yaml.in/yaml/v4"
)

type Info struct {
	Version string
}

type Schema struct {
	Type                 []string
	AllOf, OneOf, AnyOf  []*SchemaProxy
	Discriminator        *Discriminator
	Items                *DynamicValue[*SchemaProxy, bool]
	Properties           *orderedmap.Map[string, *SchemaProxy]
	AdditionalProperties *DynamicValue[*SchemaProxy, bool]
	Required             []string
	Description          string
	Format               string
	Pattern              string
	Default              *yaml.Node
	Enum                 []*yaml.Node
	Nullable, ReadOnly   *bool
	MinLength, MaxLength *int64
	Minimum, Maximum     *float64
	MultipleOf           *float64
	Extensions           *orderedmap.Map[string, *yaml.Node]
}

func (*Schema) GoLow() *Low { return nil }

func (*Schema) MarshalJSONInline() ([]byte, error) { return nil, errors.New("built without OpenAPI") }

type Low struct{}

func (*Low) Hash() uint64 { return 0 }

type SchemaProxy struct{}

func (*SchemaProxy) Schema() *Schema { return nil }

type Discriminator struct {
	PropertyName string
	Mapping      *orderedmap.Map[string, string]
}

type DynamicValue[A, B any] struct {
	A A
	B B
}

func (*DynamicValue[A, B]) IsA() bool { return false }
