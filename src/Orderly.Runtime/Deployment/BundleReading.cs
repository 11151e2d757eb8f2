using System.Collections.Immutable;
using System.Text.Json;
using Orderly.Engine.Bpmn;
using Orderly.Engine.Dmn;
using Orderly.Engine.Dmn.Checks;
using Orderly.Engine.Feel;
using Orderly.Engine.Time;
using Orderly.Runtime.Correlation;
using Orderly.Runtime.Worlds;

namespace Orderly.Runtime.Deployment;

/// <summary>A file with what it defines. One BPMN file may define several processes.</summary>
internal sealed record ReadResource(Resource Resource, ImmutableArray<ProcessModel> Processes, DmnModel? Decisions, string? Form)
{
    public IEnumerable<string> Keys => Resource.Kind switch
    {
        ResourceKind.Bpmn => Processes.Select(process => process.Id),
        ResourceKind.Dmn => [Decisions!.Namespace + "#" + Decisions.Name],
        _ => [Form!],
    };
}

/// <summary>Reads what is to be deployed with the engine's readers and gathers what is wrong.</summary>
internal sealed class BundleReading
{
    private readonly List<ReadResource> read = [];
    private readonly List<DeploymentIssue> issues = [];

    public IReadOnlyList<ReadResource> Resources => read;

    public ImmutableArray<DeploymentIssue> Issues => [.. issues];

    public bool IsDeployable => !issues.Exists(issue => issue.IsError);

    /// <param name="inForce">Its calendars, ladders and decision models may be named beside those of the bundle.</param>
    public static BundleReading Of(DeploymentBundle bundle, Universe inForce)
    {
        var reading = new BundleReading();
        // A model may import another of the bundle, whichever comes first, so they are read together.
        var decisions = bundle.Resources.Where(resource => resource.Kind == ResourceKind.Dmn).Select(resource => resource.Content).ToList();
        var reads = new Queue<DmnRead>(DmnReader.ReadAll(decisions, inForce.DecisionModels.Values));
        foreach (var resource in bundle.Resources) reading.Read(resource, reads);
        foreach (var twice in reading.read.SelectMany(resource => resource.Keys.Select(key => (resource.Resource.Kind, Key: key, resource.Resource.Name))).GroupBy(at => (at.Kind, at.Key)))
            if (twice.Count() > 1)
                reading.issues.Add(new(twice.Last().Name, twice.Key.Key, "unique-id", $"Expected one definition of '{twice.Key.Key}', but {string.Join(" and ", twice.Select(at => at.Name))} both define it", 0, 0, true));
        reading.CheckCalendars(bundle, inForce.World.Calendars.Keys);
        reading.CheckLadders(bundle.Ladders.Select(ladder => ladder.Id).Concat(inForce.World.Ladders.Keys).ToHashSet(StringComparer.Ordinal));
        return reading;
    }

    private void CheckCalendars(DeploymentBundle bundle, IEnumerable<string> inForce)
    {
        foreach (var calendar in bundle.Calendars)
        {
            try
            {
                WorldBuilding.CalendarOf(calendar);
            }
            catch (Exception e) when (e is ArgumentException or TimeZoneNotFoundException)
            {
                issues.Add(new("", null, "calendar-hours", e.Message, 0, 0, true));
            }
        }
        var known = bundle.Calendars.Select(calendar => calendar.Id).Concat(inForce).Append(WorkCalendar.AroundTheClock.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var resource in read)
            foreach (var element in resource.Processes.SelectMany(process => process.Elements))
            {
                foreach (var timer in element.EventParts.OfType<TimerDefinition>())
                    if (timer.Calendar is { Constant: FeelString { Value: var named } } && !known.Contains(named))
                        NoCalendar("timer", named, 0, 0);
                foreach (var sla in element.Slas)
                    if (sla.Calendar is { } calendar && !known.Contains(calendar))
                        NoCalendar("clock", calendar, sla.At.Line, sla.At.Column);

                void NoCalendar(string what, string calendar, int line, int column) => issues.Add(new(
                    resource.Resource.Name, element.Id, "calendar-known",
                    $"Expected the {what} to name one of the calendars {string.Join(", ", known.Order(StringComparer.Ordinal))}, but it names '{calendar}'", line, column, true));
            }
    }

    /// <summary>A ladder nobody has would raise an incident when the clock starts. Where there is none at all yet, they may be deployed later.</summary>
    private void CheckLadders(HashSet<string> known)
    {
        foreach (var resource in read)
            foreach (var element in resource.Processes.SelectMany(process => process.Elements))
                foreach (var sla in element.Slas)
                    if (sla.Ladder is { } ladder && !known.Contains(ladder))
                        issues.Add(new(
                            resource.Resource.Name, element.Id, "ladder-known",
                            $"Expected the clock to name one of the ladders {string.Join(", ", known.Order(StringComparer.Ordinal).DefaultIfEmpty("deployed (there is none)"))}, but it names '{ladder}'", sla.At.Line, sla.At.Column, known.Count > 0));
    }

    private void Read(Resource resource, Queue<DmnRead> decisions)
    {
        switch (resource.Kind)
        {
            case ResourceKind.Bpmn: Bpmn(resource); break;
            case ResourceKind.Dmn: Dmn(resource, decisions.Dequeue()); break;
            case ResourceKind.Form: Form(resource); break;
        }
    }

    private void Bpmn(Resource resource)
    {
        var file = BpmnReader.Read(new MemoryStream(resource.Content.ToArray()));
        foreach (var issue in file.Issues)
            issues.Add(new(resource.Name, issue.ElementId, issue.Rule, issue.Message, issue.Line, issue.Column, issue.Severity == BpmnSeverity.Error));
        foreach (var start in file.Processes.SelectMany(process => process.MessageStarts.Concat(process.EventStarts)))
            if (MessageStarts.Objection(start) is { } objection)
                issues.Add(new(resource.Name, start.Id, objection.Rule, objection.Message, 0, 0, true));
        read.Add(new(resource, file.Processes, null, null));
    }

    private void Dmn(Resource resource, DmnRead file)
    {
        foreach (var issue in file.Issues)
            issues.Add(new(resource.Name, issue.ElementId, issue.Rule, issue.Message, issue.Line, issue.Column, file.Model is null));
        if (file.Model is null) return;
        foreach (var finding in DmnCheck.Of(file.Model))
            issues.Add(new(resource.Name, finding.Table, finding.Kind, $"{finding.Message} ({finding.Place})", finding.At.Line, finding.At.Column, finding.Refuses));
        read.Add(new(resource, [], file.Model, null));
    }

    private void Form(Resource resource)
    {
        try
        {
            using var form = JsonDocument.Parse(resource.Content);
            if (form.RootElement.ValueKind == JsonValueKind.Object && form.RootElement.TryGetProperty("id", out var id) && id.GetString() is { Length: > 0 } key)
                read.Add(new(resource, [], null, key));
            else
                issues.Add(new(resource.Name, null, "form-id", "Expected a form with an id, but it has none", 1, 1, true));
        }
        catch (JsonException e)
        {
            issues.Add(new(resource.Name, null, "form-json", "Expected a form as JSON, but it is not", (int)(e.LineNumber ?? 0) + 1, (int)(e.BytePositionInLine ?? 0) + 1, true));
        }
    }
}
