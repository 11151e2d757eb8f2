using System.Text.Json;
using System.Text.Json.Serialization;
using Orderly.Engine.Process;

namespace Orderly.Engine.Tests.Process;

/// <summary>
/// Shipped journals must read for ever and mean the same. A new kind of event gets a scenario; with
/// <c>ORDERLY_GOLDEN=FOLDER</c> its file is written there once. Existing files are never rewritten.
/// </summary>
public sealed class GoldenTests
{
    public static TheoryData<string> Scenarios => [.. GoldenScenarios.All.Keys];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void A_shipped_journal_still_reads_to_the_same_state(string scenario)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Process", "Golden", scenario + ".json");
        if (!File.Exists(path) && Environment.GetEnvironmentVariable("ORDERLY_GOLDEN") is { } folder)
            File.WriteAllText(path = Path.Combine(folder, scenario + ".json"), Write(GoldenScenarios.All[scenario]()));
        using var golden = JsonDocument.Parse(File.ReadAllText(path));
        var state = new InstanceState(new(golden.RootElement.GetProperty("instance").GetGuid()));
        foreach (var entry in golden.RootElement.GetProperty("journal").EnumerateArray())
        {
            var stored = entry.GetProperty("events");
            var events = EventJson.Read(JsonSerializer.SerializeToUtf8Bytes(stored));
            JsonElement.DeepEquals(JsonElement.Parse(EventJson.Write(events)), stored).ShouldBeTrue($"the events of {scenario} are written as they were read");
            Evolution.Apply(state, new JournalEntry(state.Id, entry.GetProperty("seq").GetInt64(), entry.GetProperty("at").GetDateTimeOffset(), null, Actor.System, 1, events));
        }
        var actual = JsonElement.Parse(StateJson.Write(state));
        JsonElement.DeepEquals(actual, golden.RootElement.GetProperty("state")).ShouldBeTrue($"Expected the state of {scenario}, but was {actual}");
    }

    [Fact]
    public void Every_kind_of_event_stands_in_a_golden_journal()
    {
        var kinds = typeof(Event).GetCustomAttributes(typeof(JsonDerivedTypeAttribute), inherit: false).Cast<JsonDerivedTypeAttribute>().ToList();
        kinds.Select(kind => kind.DerivedType).ShouldBe(typeof(Event).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Event))), ignoreOrder: true);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Process", "Golden"), "*.json"))
        {
            using var golden = JsonDocument.Parse(File.ReadAllText(file));
            foreach (var happened in golden.RootElement.GetProperty("journal").EnumerateArray().SelectMany(entry => entry.GetProperty("events").EnumerateArray()))
                seen.Add(happened.GetProperty("e").GetString()!);
        }
        kinds.Select(kind => (string)kind.TypeDiscriminator!).Where(kind => !seen.Contains(kind)).ShouldBeEmpty();
    }

    private static string Write(Running run)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            writer.WriteStartObject();
            writer.WriteString("instance", run.Id.Value);
            writer.WriteStartArray("journal");
            foreach (var entry in run.Journal)
            {
                writer.WriteStartObject();
                writer.WriteNumber("seq", entry.Seq);
                writer.WriteString("at", entry.At);
                writer.WritePropertyName("events");
                JsonElement.Parse(EventJson.Write(entry.Events)).WriteTo(writer);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WritePropertyName("state");
            JsonElement.Parse(StateJson.Write(run.State)).WriteTo(writer);
            writer.WriteEndObject();
        }
        return System.Text.Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }
}
