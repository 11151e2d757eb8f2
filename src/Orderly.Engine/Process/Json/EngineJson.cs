using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Orderly.Engine.Work;

namespace Orderly.Engine.Process;

/// <summary>The one set of serialisation rules for events, snapshots, commands and effects: source-generated, compact, absent when default.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    UseStringEnumConverter = true,
    Converters = [typeof(FeelValueConverter), typeof(FeelContextConverter), typeof(FeelListConverter)])]
[JsonSerializable(typeof(Event))]
[JsonSerializable(typeof(IReadOnlyList<Event>))]
[JsonSerializable(typeof(StateDocument))]
[JsonSerializable(typeof(StartChild))]
[JsonSerializable(typeof(ChildOutcome))]
[JsonSerializable(typeof(TellEscalation))]
internal sealed partial class EngineJson : JsonSerializerContext;

internal static class CompactJson
{
    /// <summary>Text as it is: journals are no HTML, and escaped umlauts cost three times their size.</summary>
    public static readonly EngineJson Context = new(new JsonSerializerOptions(EngineJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
