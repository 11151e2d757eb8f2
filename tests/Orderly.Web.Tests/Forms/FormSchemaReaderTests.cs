using System.Text;
using Orderly.Web.Forms;

namespace Orderly.Web.Tests.Forms;

public sealed class FormSchemaReaderTests
{
    [Fact]
    public void Every_known_component_is_read_with_its_rules()
    {
        var (schema, issues) = Read("""
            { "type": "default", "id": "med-reconciliation", "components": [
              { "type": "text", "id": "t", "text": "Ask **first**" },
              { "type": "number", "id": "n", "key": "meds", "label": "Meds", "decimalDigits": 0, "validate": { "required": true, "min": 0, "max": 11 }, "appearance": { "suffixAdorner": "of 11" } },
              { "type": "textfield", "id": "f", "key": "ext", "label": "Extension", "validate": { "pattern": "[0-9]{4}", "maxLength": 4 } },
              { "type": "textarea", "id": "a", "key": "note", "label": "Note", "description": "Kept" },
              { "type": "checkbox", "id": "c", "key": "done", "label": "Recorded", "validate": { "required": true } },
              { "type": "radio", "id": "r", "key": "mode", "label": "Mode", "defaultValue": "a", "values": [ { "label": "A", "value": "a" }, { "value": "b" } ] },
              { "type": "select", "id": "s", "key": "pick", "label": "Pick", "values": [ { "label": "A", "value": "a" } ] },
              { "type": "datetime", "id": "d", "key": "at", "subtype": "datetime", "dateLabel": "Ready" } ] }
            """);

        issues.ShouldBeEmpty();
        schema.ShouldNotBeNull();
        schema.Id.ShouldBe("med-reconciliation");
        schema.Fields.Count.ShouldBe(8);
        schema.Fields[1].ShouldBeOfType<FormField.Number>().ShouldSatisfyAllConditions(
            number => number.Max.ShouldBe(11),
            number => number.Unit.ShouldBe("of 11"),
            number => number.Decimals.ShouldBe(0),
            number => number.IsRequired.ShouldBeTrue());
        schema.Fields[5].ShouldBeOfType<FormField.Choice>().Options.ShouldBe([new("a", "A"), new("b", "b")]);
        schema.Fields[5].Default.ShouldBe("a");
        schema.Fields[7].ShouldBeOfType<FormField.DateAndTime>().Label.ShouldBe("Ready");
    }

    [Theory]
    [InlineData("""{ "components": [ { "type": "filepicker", "id": "x", "key": "k" } ] }""", "x: Expected a component of type textfield, textarea, number, checkbox, radio, select, datetime or text, but it is 'filepicker'")]
    [InlineData("""{ "components": [ { "type": "number", "id": "x" } ] }""", "x: Expected a 'key' to write the answer to, but there is none")]
    [InlineData("""{ "components": [ { "type": "select", "id": "x", "key": "k", "valuesKey": "v" } ] }""", "x: Expected its options in 'values', but there are none (options from a variable or an expression are not drawn here)")]
    [InlineData("""{ "components": [ { "type": "textfield", "id": "x", "key": "k", "conditional": { "hide": "=a" } } ] }""", "x: Expected a component that is always shown, but it has 'conditional', which is not drawn here")]
    [InlineData("""{ "components": [ { "type": "textfield", "id": "x", "key": "k", "validate": { "pattern": "(a)\\1" } } ] }""", @"x: Expected a regular expression that can be matched in linear time, but 'pattern' is '(a)\1'")]
    [InlineData("""{ "components": [ { "type": "textfield", "id": "x", "key": "k" }, { "type": "number", "id": "y", "key": "k" } ] }""", "y: Expected every key once, but 'k' is used 2 times")]
    [InlineData("""{ "rows": [] }""", "form: Expected an object with an array 'components', but there is none")]
    public void Form_that_cannot_be_drawn_is_refused_with_its_place_and_rule(string json, string issue)
    {
        var (schema, issues) = Read(json);

        schema.ShouldBeNull();
        issues.Select(one => one.ToString()).ShouldBe([issue]);
    }

    [Fact]
    public void Text_that_is_not_json_is_refused_with_its_line() =>
        Read("{\n oops }").Issues[0].Rule.ShouldStartWith("Expected JSON, but line 2 is not");

    private static (FormSchema? Schema, IReadOnlyList<FormIssue> Issues) Read(string json) => FormSchemaReader.Read(Encoding.UTF8.GetBytes(json));
}
