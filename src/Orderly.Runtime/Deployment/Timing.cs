using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Orderly.Engine.Work;

namespace Orderly.Runtime.Deployment;

/// <summary>What clocks are reckoned by, as it travels beside the models: ladders and calendars in one JSON file.</summary>
public sealed record Timing
{
    /// <summary>How the file is told from a form: by its end.</summary>
    public const string Suffix = ".timing.json";

    public ImmutableArray<EscalationLadder> Ladders { get; init; } = [];

    public ImmutableArray<CalendarHours> Calendars { get; init; } = [];

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, TimingJson.Default.Timing);

    /// <exception cref="JsonException">Not ladders and calendars, or a name nobody knows.</exception>
    public static Timing Read(ReadOnlySpan<byte> json)
    {
        var timing = JsonSerializer.Deserialize(json, TimingJson.Default.Timing) ?? throw new JsonException("Expected ladders and calendars, but it is null");
        return timing with { Ladders = timing.Ladders.IsDefault ? [] : timing.Ladders, Calendars = timing.Calendars.IsDefault ? [] : timing.Calendars };
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(Timing))]
internal sealed partial class TimingJson : JsonSerializerContext;
