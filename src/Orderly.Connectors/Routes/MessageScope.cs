using System.Collections.Immutable;
using Orderly.Canonical.Organisation;
using Orderly.Engine.Feel;
using Orderly.Formats.Hl7.V2;

namespace Orderly.Connectors.Routes;

/// <summary>One message as a route's FEEL sees it: the names, and the functions that read paths. Used by one mapping at a time.</summary>
internal sealed class MessageScope
{
    private const int LongestShownCode = 12;

    private readonly Route route;
    private readonly Hl7Message message;
    private readonly TimeZoneInfo zone;
    private readonly ImmutableArray<FeelFunction> functions;

    public MessageScope(Route route, Hl7Message message, Facility facility, DateTimeOffset receivedAt)
    {
        this.route = route;
        this.message = message;
        zone = facility.TimeZone;
        functions =
        [
            FeelFunction.Host(RouteNames.Text, ["path"], arguments => FeelValue.Of(PathOf(arguments[0]) is { } path ? message.Text(path) : null)),
            FeelFunction.Host(RouteNames.All, ["path"], AllAt),
            FeelFunction.Host(RouteNames.Time, ["path"], TimeAt),
            FeelFunction.Host(RouteNames.Mapped, ["map", "code"], Mapped),
        ];
        Environment = new FeelEnvironment { Now = receivedAt, Functions = name => functions.FirstOrDefault(function => function.Name == name) };
    }

    public FeelEnvironment Environment { get; }

    public FeelContext Names { get; set; } = FeelContext.Empty;

    /// <summary>Some time of this message fell into an hour that a clock change repeats or skips.</summary>
    public bool TimeIsAmbiguous { get; private set; }

    /// <summary>Why a function could not give what it was asked for, without the patient's data; the first counts.</summary>
    public string? Fault { get; private set; }

    /// <summary>The instant at the first path filled; null when none is, or with a fault when it is no timestamp.</summary>
    public DateTimeOffset? Time(ImmutableArray<Hl7Path> paths)
    {
        foreach (var path in paths)
        {
            if (message.Text(path) is { Length: > 0 } text)
                return Time(path, text);
        }

        return null;
    }

    private DateTimeOffset? Time(Hl7Path path, string text)
    {
        if (!Hl7Timestamp.TryParse(text, out var stamp))
        {
            Fault ??= $"Expected a timestamp at {path}, but it is another text";
            return null;
        }

        var instant = stamp.ToInstant(zone, out var reading);
        TimeIsAmbiguous |= reading is Hl7ZoneReading.Ambiguous or Hl7ZoneReading.Skipped;
        return instant;
    }

    private FeelValue TimeAt(ImmutableArray<FeelValue> arguments)
    {
        if (PathOf(arguments[0]) is not { } path || message.Text(path) is not { Length: > 0 } text || Time(path, text) is not { } instant)
            return FeelValue.Null;
        return FeelValue.Of(instant);
    }

    private FeelValue AllAt(ImmutableArray<FeelValue> arguments) =>
        PathOf(arguments[0]) is { } path
            ? FeelValue.Of(message.Values(path).Select(value => value.Text).OfType<string>().Select(text => FeelValue.Of(text)))
            : FeelList.Empty;

    private FeelValue Mapped(ImmutableArray<FeelValue> arguments)
    {
        if (arguments is not [FeelString { Value: var name }, var code] || !route.Values.TryGetValue(name, out var map))
        {
            Fault ??= $"Expected a map of 'values' in mapped(), but it is {arguments[0].TypeName}";
            return FeelValue.Null;
        }

        if (code.IsNull)
            return FeelValue.Null;
        if (map.Entries.GetValueOrDefault(code.ToString(), map.Otherwise!) is { } ours)
            return FeelValue.Of(ours);

        // A code may be shown; a text long enough to be a name may not.
        var shown = code.ToString() is { Length: <= LongestShownCode } text ? $"'{text}'" : "a longer text";
        Fault ??= $"Expected a code listed in the map '{name}' of 'values', but it is {shown}";
        return FeelValue.Null;
    }

    private Hl7Path? PathOf(FeelValue argument)
    {
        if (argument is FeelString { Value: var text } && Hl7Path.TryParse(text, out var path))
            return path;
        Fault ??= $"Expected an HL7 path such as PV1-19.1, but it is {argument}";
        return null;
    }
}
