using System.Text;
using System.Text.Json;
using Orderly.Web.Forms;

namespace Orderly.Web.Tests.Forms;

public sealed class FormVariablesTests
{
    private static readonly TimeZoneInfo NewYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    private static readonly FormSchema Schema = FormSchemaReader.Read(Encoding.UTF8.GetBytes("""
        { "id": "f", "components": [
          { "type": "datetime", "id": "a", "key": "at", "subtype": "datetime" },
          { "type": "datetime", "id": "d", "key": "day", "subtype": "date" },
          { "type": "textfield", "id": "t", "key": "shown", "readonly": true },
          { "type": "textfield", "id": "c", "key": "code", "validate": { "maxLength": 4, "pattern": "[A-Z]+" } },
          { "type": "checkbox", "id": "k", "key": "tick" } ] }
        """)).Schema!;

    [Theory]
    [InlineData("2026-06-09T14:30", "2026-06-09T14:30:00-04:00")]
    [InlineData("2026-06-09T14:30:00+02:00", "2026-06-09T14:30:00+02:00")]
    [InlineData("2026-06-09T14:30:00.5Z", "2026-06-09T14:30:00+00:00")]
    public void Date_and_time_keeps_its_offset_or_takes_the_facility_s(string given, string taken)
    {
        var (variables, faults) = Read($$"""{ "at": "{{given}}" }""");

        faults.ShouldBeEmpty();
        variables["at"]!.GetValue<string>().ShouldBe(taken);
        variables["tick"]!.GetValue<bool>().ShouldBeFalse();
    }

    [Theory]
    [InlineData("""{ "at": "2026-06-09T14:30:00.5" }""", "at", "Expected a date and time")]
    [InlineData("""{ "day": "09.06.2026" }""", "day", "Expected a date such as")]
    [InlineData("""{ "shown": "x" }""", "shown", "Expected no answer")]
    [InlineData("""{ "code": "A", "code": "B" }""", "code", "Expected one answer, but there are several")]
    [InlineData("""{ "code": "ABCDE" }""", "code", "Expected 4 letters at most")]
    [InlineData("""{ "code": "ab" }""", "code", "Expected the form '[A-Z]+'")]
    [InlineData("""{ "code": { "a": 1 } }""", "code", "Expected text, but got")]
    public void Answer_the_page_would_refuse_is_refused(string given, string key, string told)
    {
        var (_, faults) = Read(given);

        faults.ShouldHaveSingleItem().Key.ShouldBe(key);
        faults[key].ShouldStartWith(told);
    }

    private static (System.Text.Json.Nodes.JsonObject Variables, IReadOnlyDictionary<string, string> Faults) Read(string json) =>
        FormVariables.Read(Schema, JsonDocument.Parse(json).RootElement, NewYork);
}
