using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Orderly.Engine.Work;

namespace Orderly.Runtime.Deployment;

/// <summary>What one world version added to the one before. Its row's unique version is what two deployments at once run into.</summary>
internal sealed record Manifest(long World, Guid Deployment)
{
    public const string Kind = "world";

    public ImmutableArray<ManifestEntry> Resources { get; init; } = [];

    public ImmutableArray<EscalationLadder> Ladders { get; init; } = [];

    public ImmutableArray<CalendarHours> Calendars { get; init; } = [];

    /// <summary>The organisation's version, when this deployment brought one.</summary>
    public int? Organisation { get; init; }

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, ManifestJson.Default.Manifest);

    /// <exception cref="JsonException">Not a manifest.</exception>
    public static Manifest Read(ReadOnlySpan<byte> body) =>
        JsonSerializer.Deserialize(body, ManifestJson.Default.Manifest) ?? throw new JsonException("Expected a manifest, but it is null");
}

internal sealed record ManifestEntry(ResourceKind Kind, string Key, int Version);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(Manifest))]
internal sealed partial class ManifestJson : JsonSerializerContext;
