using System.Text;
using System.Text.Json;
using Orderly.Engine.Feel;

namespace Orderly.Engine.Tests.Feel;

public sealed class FeelJsonTests
{
    [Theory]
    [InlineData("null", "null")]
    [InlineData("true", "true")]
    [InlineData("12345678901234567890.12345678901234", "12345678901234567890.12345678901234")]
    [InlineData("\"a\\\"b\"", "\"a\\u0022b\"")]
    [InlineData("[1, {a: [null]}]", "[1,{\"a\":[null]}]")]
    [InlineData("@\"2026-11-23\"", "{\"@feel\":\"date\",\"value\":\"2026-11-23\"}")]
    [InlineData("@\"10:30:00@Europe/Paris\"", "{\"@feel\":\"time\",\"value\":\"10:30:00@Europe/Paris\"}")]
    [InlineData("@\"2026-11-23T10:30:00.5-05:00\"", "{\"@feel\":\"date and time\",\"value\":\"2026-11-23T10:30:00.5-05:00\"}")]
    [InlineData("@\"-P1DT2H\"", "{\"@feel\":\"days and time duration\",\"value\":\"-P1DT2H\"}")]
    [InlineData("@\"P0M\"", "{\"@feel\":\"years and months duration\",\"value\":\"P0M\"}")]
    [InlineData("[1..5)", "{\"@feel\":\"range\",\"start\":1,\"startIncluded\":true,\"end\":5,\"endIncluded\":false}")]
    [InlineData("(> 3)", "{\"@feel\":\"range\",\"start\":3,\"startIncluded\":false,\"end\":null,\"endIncluded\":false}")]
    [InlineData("{\"@feel\": \"date\"}", "{\"@feel\":\"context\",\"value\":{\"@feel\":\"date\"}}")]
    [InlineData("10 ** 100", "1000000000000000000000000000000000E67")]
    [InlineData("10 ** -100", "1E-100")]
    public void A_value_is_kept_exactly(string text, string json)
    {
        var value = Evaluating.Run(text).Value;
        var kept = Kept(value);
        kept.ShouldBe(json);
        Read(kept).ShouldBe(value);
    }

    [Fact]
    public void A_function_cannot_be_kept()
    {
        var value = Evaluating.Run("[function(x) x]").Value;
        FeelJson.CanWrite(value).ShouldBeFalse();
        Should.Throw<ArgumentException>(() => Kept(value)).Message.ShouldContain("Expected a value that can be kept, but it is a function");
    }

    [Fact]
    public void Outside_json_comes_in_without_guesses_and_goes_out_plain()
    {
        var element = JsonDocument.Parse("{\"due\":\"2026-11-23\",\"n\":1.50,\"list\":[true,null]}").RootElement;
        var value = FeelJson.FromPlain(element);
        value.ToString().ShouldBe("{due: \"2026-11-23\", n: 1.5, list: [true, null]}");
        FeelJson.ToPlain(Evaluating.Run("{at: @\"2026-11-23\", wait: @\"PT4H\"}").Value).GetRawText().ShouldBe("{\"at\":\"2026-11-23\",\"wait\":\"PT4H\"}");
    }

    [Fact]
    public void A_number_beyond_decimal128_is_refused() =>
        Should.Throw<JsonException>(() => FeelJson.FromPlain(JsonDocument.Parse("1e99999").RootElement));

    [Fact]
    public void Inputs_by_name_are_read_as_they_are_kept() =>
        FeelJson.ReadInputs(JsonDocument.Parse("""{"due": {"@feel": "date", "value": "2026-11-23"}, "window": {"@feel": "range", "start": 1, "startIncluded": true, "end": 5, "endIncluded": false}, "n": [1, {"at": {"@feel": "time", "value": "10:30:00"}}]}""").RootElement)
            .ToString().ShouldBe("{due: @\"2026-11-23\", window: [1..5), n: [1, {at: @\"10:30:00\"}]}");

    [Theory]
    [InlineData("""{"due": {"@feel": "date", "value": "soon"}}""", "Expected a date, but it is \"soon\", in the input 'due'")]
    [InlineData("""{"due": {"@feel": "date"}}""", "Expected 'value' beside '@feel' as string, but there is none, in the input 'due'")]
    [InlineData("""{"due": [{"@feel": "day", "value": "x"}]}""", "Expected '@feel' as 'date', 'time', 'date and time', 'days and time duration', 'years and months duration', 'range' or 'context', but it is 'day', in the input 'due'")]
    [InlineData("""{"wait": {"@feel": "years and months duration", "value": "PT4H"}}""", "Expected a years and months duration, but it is \"PT4H\", in the input 'wait'")]
    [InlineData("""{"n": 1e99999}""", "Expected a number below 1E+6145, but it is 1e99999, in the input 'n'")]
    [InlineData("[]", "Expected inputs as a JSON object by name, but it is none")]
    public void An_input_that_does_not_read_is_named(string json, string message) =>
        Should.Throw<JsonException>(() => FeelJson.ReadInputs(JsonDocument.Parse(json).RootElement)).Message.ShouldBe(message);

    [Fact]
    public void A_variable_that_does_not_read_is_called_a_variable() =>
        Should.Throw<JsonException>(() => FeelJson.ReadInputs(JsonDocument.Parse("""{"due": {"@feel": "date", "value": "2026-02-30"}}""").RootElement, "variable")).Message
            .ShouldBe("Expected a date, but it is \"2026-02-30\", in the variable 'due'");

    private static string Kept(FeelValue value)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            FeelJson.Write(writer, value);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static FeelValue Read(string json)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        reader.Read();
        return FeelJson.Read(ref reader);
    }
}
