using System.Xml.Linq;

namespace Orderly.Engine.Bpmn;

/// <summary>Reads what an event waits for or throws.</summary>
internal static class EventReader
{
    /// <summary>Null for a none event, and where something is wrong.</summary>
    public static EventDefinition? Read(XElement owner, Definitions definitions, IssueLog issues)
    {
        var found = owner.Elements().Where(xml => xml.Name.Namespace == BpmnNames.Model && xml.Name.LocalName.EndsWith("ventDefinition", StringComparison.Ordinal)).ToList();
        foreach (var reference in owner.Elements(BpmnNames.Model + "eventDefinitionRef"))
            issues.Error(reference, "unsupported-element", "Expected the event definition in the event, but it is a reference");
        if (found.Count > 1)
            issues.Error(found[1], "one-event-definition", $"Expected at most one event definition, but there are {found.Count}");
        return found.Count == 0 ? null : Definition(found[0], definitions, issues);
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

    private static EventDefinition? Definition(XElement xml, Definitions definitions, IssueLog issues)
    {
        switch (xml.Name.LocalName)
        {
            case "timerEventDefinition": return Timer(xml, issues);
            case "messageEventDefinition": return Message(xml, definitions, issues);
            case "errorEventDefinition": return Error(xml, definitions, issues);
            case "terminateEventDefinition": return new TerminateDefinition();
            default:
                issues.Error(xml, "unsupported-element", $"Expected a timer, message, error or terminate event, but '{xml.Name.LocalName}' is not executed yet");
                return null;
        }
    }

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

    private static bool IsValid(TimerForm form, string text) => form switch
    {
        TimerForm.Date => DateTimeOffset.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out _),
        TimerForm.Duration => Time.IsoDuration.TryParse(text, out _),
        _ => Process.Cycle.Parse(text) is not null,
    };

    private static string Wanted(TimerForm form) => form switch
    {
        TimerForm.Date => "an ISO 8601 date and time",
        TimerForm.Duration => "an ISO 8601 duration",
        _ => "a repeating interval like R3/PT1H",
    };

    private static ErrorDefinition? Error(XElement xml, Definitions definitions, IssueLog issues)
    {
        if (BpmnNames.Reference(xml.Text("errorRef")) is not { } id)
            return new(null, null);
        if (!definitions.Errors.TryGetValue(id, out var error))
            issues.Error(xml, "error-reference", $"Expected an error of the file, but '{id}' is none");
        return error;
    }
}
