using System.Collections.Immutable;
using System.Xml.Linq;

namespace Orderly.Engine.Bpmn;

/// <summary>Reads what an event waits for or throws.</summary>
internal static class EventReader
{
    /// <summary>Null for a none event, and where something is wrong.</summary>
    public static EventDefinition? Read(XElement owner, Definitions definitions, IssueLog issues)
    {
        var found = new List<XElement>();
        foreach (var xml in owner.Elements().Where(xml => xml.Name.Namespace == BpmnNames.Model))
        {
            if (xml.Name.LocalName.EndsWith("ventDefinition", StringComparison.Ordinal))
                found.Add(xml);
            else if (xml.Name.LocalName == "eventDefinitionRef" && Referenced(xml, definitions, issues) is { } referenced)
                found.Add(referenced);
        }
        if (found.Count < 2)
            return found.Count == 0 ? null : Definition(found[0], definitions, issues);
        var parts = found.Select(xml => Definition(xml, definitions, issues)).OfType<EventDefinition>().ToImmutableArray();
        return parts.Length == found.Count ? new MultipleDefinition(parts, owner.Flag("parallelMultiple", otherwise: false)) : null;
    }

    private static XElement? Referenced(XElement xml, Definitions definitions, IssueLog issues)
    {
        var id = BpmnNames.Reference(xml.Value.Trim());
        if (id is not null && definitions.ById.TryGetValue(id, out var found) && found.Name.LocalName.EndsWith("ventDefinition", StringComparison.Ordinal))
            return found;
        issues.Error(xml, "event-definition-reference", $"Expected a reference to an event definition of the file, but '{id}' is none");
        return null;
    }

    public static MessageDefinition? Message(XElement xml, Definitions definitions, IssueLog issues)
    {
        if (BpmnNames.Reference(xml.Text("messageRef")) is not { } id)
            issues.Error(xml, "message-reference", "Expected a reference to a message, but there is none");
        else if (!definitions.Messages.TryGetValue(id, out var message))
            issues.Error(xml, "message-reference", $"Expected a message of the file, but '{id}' is none");
        else if (message.Name.Source.Length == 0)
            issues.Error(xml, "message-name", $"Expected message '{id}' to have a name, but it has none");
        else
            return message;
        return null;
    }

    public static EventDefinition? Definition(XElement xml, Definitions definitions, IssueLog issues)
    {
        new Extensions(xml, issues).RefuseRest(xml.Name.LocalName);
        switch (xml.Name.LocalName)
        {
            case "timerEventDefinition": return Timer(xml, issues);
            // What a job or a connector sends needs no message of the model.
            case "messageEventDefinition" when xml.Text("messageRef") is null && IsSentOutside(xml.Parent): return new MessageDefinition(Expression.Text(""), null);
            case "messageEventDefinition": return Message(xml, definitions, issues);
            case "errorEventDefinition": return Error(xml, definitions, issues);
            case "terminateEventDefinition": return new TerminateDefinition();
            case "signalEventDefinition": return Signal(xml, definitions, issues);
            case "escalationEventDefinition": return Escalation(xml, definitions, issues);
            case "conditionalEventDefinition": return Condition(xml, issues);
            case "linkEventDefinition": return Link(xml, issues);
            case "compensateEventDefinition": return new CompensateDefinition(BpmnNames.Reference(xml.Text("activityRef")), xml.Flag("waitForCompletion", otherwise: true));
            case "cancelEventDefinition": return new CancelDefinition();
            default:
                issues.Error(xml, "unsupported-element", $"Expected an event definition of BPMN 2.0, but '{xml.Name.LocalName}' is none");
                return null;
        }
    }

    private static bool IsSentOutside(XElement? owner) =>
        owner is not null && (owner.Is("intermediateThrowEvent") || owner.Is("endEvent"))
        && owner.Elements(BpmnNames.Model + "extensionElements").Elements().Any(extension => extension.Name == BpmnNames.Zeebe + "taskDefinition" || extension.Name == BpmnNames.Orderly + "connector");

    private static TimerDefinition? Timer(XElement xml, IssueLog issues)
    {
        var values = xml.Elements().Where(e => e.Name.Namespace == BpmnNames.Model && e.Name.LocalName is "timeDate" or "timeDuration" or "timeCycle").ToList();
        if (values.Count != 1 || values[0].Value.Trim() is not { Length: > 0 } text)
        {
            issues.Error(xml, "timer", $"Expected one of timeDate, timeDuration and timeCycle with a value, but {(values.Count == 1 ? "it is empty" : $"there are {values.Count}")}");
            return null;
        }
        var form = values[0].Name.LocalName switch { "timeDate" => TimerForm.Date, "timeDuration" => TimerForm.Duration, _ => TimerForm.Cycle };
        if (!text.StartsWith('=') && !IsValid(form, text))
            issues.Error(values[0], "timer", $"Expected {Wanted(form)} or FEEL after '=', but was '{text}'");
        return new(form, ExpressionReader.Read(values[0], text, "timer", issues));
    }

    /// <summary>The event, its timers counting the open hours of the calendar that <c>orderly:timer</c> names.</summary>
    public static EventDefinition? WithCalendar(EventDefinition? @event, Extensions extensions, IssueLog issues)
    {
        if (extensions.TakeOrderly("timer") is not { } xml)
            return @event;
        AttributeCheck.Only(xml, issues, "calendar");
        var calendar = ExpressionReader.Required(xml, "calendar", issues);
        switch (@event)
        {
            case TimerDefinition timer: return timer with { Calendar = calendar };
            case MultipleDefinition multiple when multiple.Parts.Any(part => part is TimerDefinition):
                return multiple with { Parts = [.. multiple.Parts.Select(part => part is TimerDefinition timer ? timer with { Calendar = calendar } : part)] };
            default:
                issues.Error(xml, "timer", "Expected orderly:timer on an event that waits for a time, but it does not");
                return @event;
        }
    }

    private static bool IsValid(TimerForm form, string text) => form switch
    {
        TimerForm.Date => DateTimeOffset.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out _),
        TimerForm.Duration => Time.IsoDuration.TryParse(text, out _),
        _ => Process.Cycle.Parse(text) is not null || Time.CronSchedule.Parse(text) is not null,
    };

    private static string Wanted(TimerForm form) => form switch
    {
        TimerForm.Date => "an ISO 8601 date and time",
        TimerForm.Duration => "an ISO 8601 duration",
        _ => "a repeating interval like R3/PT1H, or a cron expression of six fields",
    };

    private static ErrorDefinition? Error(XElement xml, Definitions definitions, IssueLog issues)
    {
        if (BpmnNames.Reference(xml.Text("errorRef")) is not { } id)
            return new(null, null);
        if (!definitions.Errors.TryGetValue(id, out var error))
            issues.Error(xml, "error-reference", $"Expected an error of the file, but '{id}' is none");
        return error;
    }

    private static SignalDefinition? Signal(XElement xml, Definitions definitions, IssueLog issues)
    {
        if (Named(xml, "signal", definitions, issues) is not { } signal)
            return null;
        if ((signal.Text("name") ?? signal.Id()) is { } name)
            return new(ExpressionReader.Read(signal, name, "signal name", issues));
        return null;
    }

    private static EscalationDefinition? Escalation(XElement xml, Definitions definitions, IssueLog issues)
    {
        if (xml.Text("escalationRef") is null)
            return new(null, null);
        return Named(xml, "escalation", definitions, issues) is { } escalation ? new(escalation.Text("escalationCode"), escalation.Text("name")) : null;
    }

    private static ConditionDefinition? Condition(XElement xml, IssueLog issues)
    {
        if (xml.Element(BpmnNames.Model + "condition") is not { } condition)
        {
            issues.Error(xml, "condition", "Expected a conditional event to have a condition, but it has none");
            return null;
        }
        return ExpressionReader.Condition(condition, issues) is { Feel: not null } expression ? new(expression) : null;
    }

    private static LinkDefinition? Link(XElement xml, IssueLog issues)
    {
        if (xml.Text("name") is { } name)
            return new(name);
        issues.Error(xml, "link-name", "Expected a link event to have a name, but it has none");
        return null;
    }

    /// <summary>The signal or escalation a definition refers to.</summary>
    private static XElement? Named(XElement xml, string what, Definitions definitions, IssueLog issues)
    {
        var id = BpmnNames.Reference(xml.Text(what + "Ref"));
        if (id is not null && definitions.ById.TryGetValue(id, out var found) && found.Is(what))
            return found;
        issues.Error(xml, what + "-reference", id is null ? $"Expected a reference to a {what}, but there is none" : $"Expected a {what} of the file, but '{id}' is none");
        return null;
    }
}
