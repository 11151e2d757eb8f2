using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Orderly.Canonical.Organisation;
using Orderly.Canonical.PatientFlow;
using Orderly.Connectors.Configuration;
using Orderly.Connectors.Expressions;
using Orderly.Engine.Feel;
using Orderly.Formats.Hl7.V2;

namespace Orderly.Connectors.Routes;

/// <summary>Reads a route's YAML. Everything wrong with it is reported, each at its line.</summary>
internal sealed partial class RouteReading(IReadOnlyCollection<Facility> facilities)
{
    private static readonly TimeSpan LongestTimeToLive = TimeSpan.FromDays(35);

    public Route? Read(YamlMap map)
    {
        var name = map.RequiredText("route");
        if (!NamePattern().IsMatch(name.Value))
            name.Report($"Expected a name of lower-case letters, digits and hyphens, but it is '{name.Value}'");
        var values = ReadValues(map.Map("values"));
        var rules = new RuleReading(values);
        var route = new Route
        {
            Name = name.Value,
            File = map.File.Name,
            Match = ReadMatch(map),
            Facility = ReadFacility(map),
            OrderKey = ReadOrderKey(map),
            Times = ReadTimes(map.Map("times")),
            Patient = map.Map("patient") is { } patient ? ReadPatient(patient) : null,
            Encounter = map.Map("encounter") is { } encounter ? ReadVisit(encounter) : null,
            Required = PathReading.Many(map, "require"),
            Refused = PathReading.Many(map, "refuse"),
            Values = values,
            Events = [.. map.Maps("events").Select(rules.ReadEvent).OfType<EventRule>()],
            Messages = [.. map.Maps("messages").Select(rules.ReadMessage).OfType<MessageRule>()],
            Tests = [.. map.Maps("tests").Select(RouteTestReading.Read)],
        };
        if (route.Events.Length + route.Messages.Length == 0)
            map.Report("Expected at least one rule under 'events' or 'messages', but there is none");
        foreach (var twice in route.Events.Select(rule => rule.Name).Concat(route.Messages.Select(rule => rule.Name)).CountBy(rule => rule).Where(rule => rule.Value > 1))
            map.Report($"Expected every rule to have its own name, but '{twice.Key}' is there {twice.Value} times");
        map.RefuseOthers();
        return map.File.HasIssues ? null : route;
    }

    internal static RoutePatient? ReadPatient(YamlMap map)
    {
        var number = PathReading.Required(map, "number");
        var (authority, otherwise) = ReadAuthority(map);
        var patient = number is null ? null : new RoutePatient(number.Value, authority, otherwise)
        {
            Family = PathReading.One(map, "family"),
            Given = PathReading.One(map, "given"),
            BirthDate = PathReading.One(map, "birth-date"),
            Sex = PathReading.One(map, "sex"),
            Language = PathReading.One(map, "language"),
        };
        map.RefuseOthers();
        return patient;
    }

    private static RouteVisit? ReadVisit(YamlMap map)
    {
        var number = PathReading.Many(map, "visit");
        if (number.Length == 0)
            map.Report("Expected 'visit', but it is missing");
        var (authority, otherwise) = ReadAuthority(map);
        map.RefuseOthers();
        return new RouteVisit(number, authority, otherwise);
    }

    private static (Hl7Path? Path, string? Otherwise) ReadAuthority(YamlMap map)
    {
        var path = PathReading.One(map, "authority");
        var otherwise = map.Text("authority-otherwise")?.Value;
        if (path is null && otherwise is null)
            map.Report("Expected 'authority' or 'authority-otherwise', but neither is there");
        return (path, otherwise);
    }

    private static RouteMatch ReadMatch(YamlMap map)
    {
        if (map.Map("match") is not { } match)
        {
            map.Report("Expected 'match', but it is missing");
            return new RouteMatch([], [], [], null);
        }

        var triggers = match.Texts("triggers");
        if (triggers.Count == 0)
            match.Report("Expected 'triggers', but there are none");
        foreach (var trigger in triggers.Where(trigger => !TriggerPattern().IsMatch(trigger.Value)))
            trigger.Report($"Expected a trigger such as ADT^A03 or ADT^*, but it is '{trigger.Value}'");
        var port = match.Has("port") ? match.Number("port", 0, least: 1, most: 65_535) : (int?)null;
        var read = new RouteMatch(
            [.. match.Texts("application").Select(text => text.Value)],
            [.. match.Texts("facility").Select(text => text.Value)],
            [.. triggers.Select(text => text.Value)],
            port);
        match.RefuseOthers();
        return read;
    }

    private RouteFacility ReadFacility(YamlMap map)
    {
        var byCode = facilities.ToFrozenDictionary(facility => facility.Code, StringComparer.Ordinal);
        var constant = map.Text("facility");
        var path = PathReading.One(map, "facility-from");
        if (constant is null == path is null)
            map.Report("Expected either 'facility' or 'facility-from', but there are " + (constant is null ? "neither" : "both"));
        if (constant is not null && !byCode.ContainsKey(constant.Value))
            constant.Report($"Expected a facility of the organisation ({string.Join(", ", byCode.Keys)}), but it is '{constant.Value}'");
        return new RouteFacility(constant is null ? null : byCode.GetValueOrDefault(constant.Value), path, byCode);
    }

    private static RouteKey ReadOrderKey(YamlMap map)
    {
        if (map.Map("order-key") is not { } key)
        {
            map.Report("Expected 'order-key', but it is missing");
            return new RouteKey(null, []);
        }

        var read = new RouteKey(PathReading.One(key, "authority"), PathReading.Many(key, "visit"));
        if (read.Visit.Length == 0)
            key.Report("Expected 'visit', but it is missing");
        foreach (var path in read.Visit.Where(path => path is { Segment: "PID", Field: 2 or 3 or 4 } or { Segment: "MRG", Field: not 5 }))
            key.Report($"Expected an order key that a merge does not change, but {path} is a patient's number");
        key.RefuseOthers();
        return read;
    }

    private static RouteTimes ReadTimes(YamlMap? map)
    {
        var occurred = map is null ? [] : PathReading.Many(map, "occurred");
        var recorded = map is null ? [] : PathReading.Many(map, "recorded");
        map?.RefuseOthers();
        return new RouteTimes(
            occurred.Length > 0 ? occurred : [Hl7Path.Parse("EVN-6"), Hl7Path.Parse("EVN-2"), Hl7Path.Parse("MSH-7")],
            recorded.Length > 0 ? recorded : [Hl7Path.Parse("EVN-2"), Hl7Path.Parse("MSH-7")]);
    }

    private static FrozenDictionary<string, ValueMap> ReadValues(YamlMap? map)
    {
        var maps = new Dictionary<string, ValueMap>(StringComparer.Ordinal);
        foreach (var name in map?.Keys ?? [])
        {
            if (map!.Map(name.Value) is not { } entries)
                continue;
            var read = entries.Keys.ToDictionary(key => key.Value, key => entries.RequiredText(key.Value).Value, StringComparer.Ordinal);
            read.Remove("otherwise", out var otherwise);
            maps[name.Value] = new ValueMap(name.Value, read.ToFrozenDictionary(StringComparer.Ordinal), otherwise);
        }

        return maps.ToFrozenDictionary(StringComparer.Ordinal);
    }

    [GeneratedRegex("^[a-z][a-z0-9-]{0,63}$")]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"^[A-Z0-9]{3}\^([A-Z0-9]{3}|\*)$")]
    private static partial Regex TriggerPattern();

    /// <summary>Reads the two kinds of rules; knows the route's value maps.</summary>
    private sealed partial class RuleReading(FrozenDictionary<string, ValueMap> values)
    {
        public EventRule? ReadEvent(YamlMap map)
        {
            var type = map.Choice<PatientFlowEventType>("type");
            if (type is null && !map.Has("type"))
                map.Report("Expected 'type', but it is missing");
            var shape = type is { } known ? PayloadShape.Of(known) : null;
            var location = map.Map("location");
            var rule = new EventRule
            {
                Name = map.RequiredText("rule").Value,
                Line = map.Line,
                When = Feel(map.Text("when")),
                Type = type ?? default,
                Confidence = map.Choice<SignalConfidence>("confidence") ?? SignalConfidence.Reported,
                Labels = ReadLabels(map),
                Required = PathReading.Many(map, "require"),
                From = ReadLocation(location?.Map("from")),
                To = ReadLocation(location?.Map("to")),
                Class = Feel(map.Text("class")),
                Merged = map.Map("merged") is { } merged ? ReadPatient(merged) : null,
                MovedFrom = map.Map("moved-from") is { } moved ? ReadVisit(moved) : null,
                After = ReadTypes(map, "after"),
                Payload = shape,
                Fields = ReadFields(map.Map("fields")),
            };
            var isIdentity = type is PatientFlowEventType.IdentityMerged or PatientFlowEventType.IdentityUnmerged;
            if (isIdentity != rule.Merged is not null)
                map.Report($"Expected 'merged' with IdentityMerged and IdentityUnmerged only, but the type is {type}");
            var isMove = type is PatientFlowEventType.EncounterMoved;
            if (isMove != rule.MovedFrom is not null)
                map.Report($"Expected 'moved-from' with EncounterMoved only, but the type is {type}");
            if (type is not null)
                CheckFields(map, rule, tellsItself: isIdentity || isMove);
            location?.RefuseOthers();
            map.RefuseOthers();
            return type is null ? null : rule;
        }

        public MessageRule? ReadMessage(YamlMap map)
        {
            var key = Feel(map.Text("key") ?? new YamlText(map.File, RouteNames.Encounter, map.Line));
            var rule = new MessageRule
            {
                Name = map.RequiredText("rule").Value,
                Line = map.Line,
                When = Feel(map.Text("when")),
                Message = map.RequiredText("name").Value,
                NotAfter = map.Choice<PatientFlowEventType>("not-after"),
                Key = key!,
                TimeToLive = map.Duration("time-to-live", TimeSpan.FromHours(1), LongestTimeToLive),
                UsefulFor = Feel(map.Text("useful-for")),
                Required = PathReading.Many(map, "require"),
                Variables = ReadFields(map.Map("variables")),
            };
            map.RefuseOthers();
            return key is null ? null : rule;
        }

        private static void CheckFields(YamlMap map, EventRule rule, bool tellsItself)
        {
            var names = tellsItself ? [] : rule.Payload?.Names.ToArray() ?? [];
            foreach (var field in rule.Fields.Where(field => !names.Contains(field.Name)))
                map.Report($"Expected a field of {rule.Type} ({string.Join(", ", names)}), but it is '{field.Name}'");
            foreach (var name in tellsItself ? [] : rule.Payload?.RequiredNames.Except(rule.Fields.Select(field => field.Name)) ?? [])
                map.Report($"Expected the field '{name}' with {rule.Type}, but it is missing");
        }

        private ImmutableArray<RouteField> ReadFields(YamlMap? map)
        {
            var fields = ImmutableArray.CreateBuilder<RouteField>();
            foreach (var key in map?.Keys ?? [])
            {
                if (Feel(map!.RequiredText(key.Value)) is { } value)
                    fields.Add(new RouteField(key.Value, value));
            }

            return fields.ToImmutable();
        }

        private static ImmutableArray<PatientFlowEventType> ReadTypes(YamlMap map, string key)
        {
            var types = ImmutableArray.CreateBuilder<PatientFlowEventType>();
            foreach (var text in map.Texts(key))
            {
                if (Enum.TryParse<PatientFlowEventType>(text.Value, out var type) && Enum.IsDefined(type))
                    types.Add(type);
                else
                    text.Report($"Expected '{key}' to name types of events ({string.Join(", ", Enum.GetNames<PatientFlowEventType>())}), but it is '{text.Value}'");
            }

            return types.ToImmutable();
        }

        private static SensitivityLabel ReadLabels(YamlMap map)
        {
            var labels = SensitivityLabel.None;
            foreach (var text in map.Texts("labels"))
            {
                if (Enum.TryParse<SensitivityLabel>(text.Value, out var label) && Enum.IsDefined(label))
                    labels |= label;
                else
                    text.Report($"Expected one of {string.Join(", ", Enum.GetNames<SensitivityLabel>())}, but the label is '{text.Value}'");
            }

            return labels;
        }

        private static RouteLocation? ReadLocation(YamlMap? map)
        {
            if (map is null)
                return null;
            var unit = PathReading.Required(map, "unit");
            var location = unit is null ? null : new RouteLocation(unit.Value, PathReading.One(map, "room"), PathReading.One(map, "bed"));
            map.RefuseOthers();
            return location;
        }

        private FeelExpression? Feel(YamlText? text)
        {
            if (text is null || FeelText.Read(text, RouteNames.Values, RouteNames.Functions) is not { } feel)
                return null;
            foreach (Match call in PathCallPattern().Matches(text.Value))
            {
                if (!Hl7Path.TryParse(call.Groups["path"].Value, out _, out var error))
                    text.Report(error);
            }

            foreach (Match call in MapCallPattern().Matches(text.Value))
            {
                if (!values.ContainsKey(call.Groups["map"].Value))
                    text.Report($"Expected a map of 'values' ({string.Join(", ", values.Keys)}), but it is '{call.Groups["map"].Value}'");
            }

            return feel;
        }

        [GeneratedRegex("""\bhl7(all|time)?\s*\(\s*"(?<path>[^"]*)"\s*\)""")]
        private static partial Regex PathCallPattern();

        [GeneratedRegex("""\bmapped\s*\(\s*"(?<map>[^"]*)"\s*,""")]
        private static partial Regex MapCallPattern();
    }
}
