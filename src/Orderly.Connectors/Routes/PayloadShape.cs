using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Orderly.Canonical;
using Orderly.Canonical.PatientFlow;
using Orderly.Connectors.Expressions;
using Orderly.Engine.Feel;

namespace Orderly.Connectors.Routes;

/// <summary>The fields of an event type's payload, taken from its stored JSON form, so that there is one list of them.</summary>
internal sealed class PayloadShape
{
    private readonly JsonTypeInfo type;
    private readonly ImmutableArray<JsonPropertyInfo> properties;

    private PayloadShape(JsonTypeInfo type)
    {
        this.type = type;
        properties = [.. type.Properties.Where(property => property.Get is not null)];
    }

    public IEnumerable<string> Names => properties.Select(property => property.Name);

    public IEnumerable<string> RequiredNames => properties.Where(property => property.IsRequired).Select(property => property.Name);

    /// <summary>Null for types that carry nothing.</summary>
    public static PayloadShape? Of(PatientFlowEventType type) =>
        PatientFlowEventTypes.Of(type).Payload is { } payload && CanonicalJson.Default.GetTypeInfo(payload) is { } info
            ? new PayloadShape(info)
            : null;

    /// <summary>The payload, or null with the name of the first field that is not of its kind.</summary>
    public EventPayload? Build(FeelContext fields, out string? wrongField)
    {
        wrongField = null;
        try
        {
            var told = FeelContext.Of(fields.Entries.Where(entry => !entry.Value.IsNull));
            return (EventPayload?)JsonSerializer.Deserialize(JsonText.Plain(told), type);
        }
        catch (Exception failure) when (failure is JsonException or TemplateException)
        {
            wrongField = (failure as JsonException)?.Path?.TrimStart('$', '.') is { Length: > 0 } path ? path : string.Join(", ", RequiredNames);
            return null;
        }
    }
}
