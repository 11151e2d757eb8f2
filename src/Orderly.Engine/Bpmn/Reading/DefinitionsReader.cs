using System.Collections.Frozen;
using System.Xml.Linq;
using Orderly.Engine.Feel;

namespace Orderly.Engine.Bpmn;

/// <summary>What a file defines beside its processes: messages and errors by id, and every element of BPMN by id.</summary>
internal sealed record Definitions(
    IReadOnlyDictionary<string, MessageDefinition> Messages,
    IReadOnlyDictionary<string, ErrorDefinition> Errors,
    IReadOnlyDictionary<string, XElement> ById,
    XElement Root);

internal static class DefinitionsReader
{
    /// <summary>Root elements that say nothing about how a process runs, or only when something refers to them.</summary>
    private static readonly FrozenSet<string> Known = new[]
    {
        "process", "collaboration", "message", "error", "signal", "escalation", "itemDefinition", "category", "dataStore", "interface", "endPoint", "resource",
        "partnerRole", "partnerEntity", "correlationProperty", "extension", "extensionElements", "documentation", "import", "relationship", "timerEventDefinition", "messageEventDefinition", "signalEventDefinition",
        "errorEventDefinition", "escalationEventDefinition", "conditionalEventDefinition", "linkEventDefinition", "compensateEventDefinition", "cancelEventDefinition", "terminateEventDefinition",
        "globalTask", "globalUserTask", "globalManualTask", "globalScriptTask", "globalBusinessRuleTask",
    }.ToFrozenSet(StringComparer.Ordinal);

    public static Definitions Read(XElement root, IssueLog issues)
    {
        var byId = ById(root, issues);
        var messages = new Dictionary<string, MessageDefinition>(StringComparer.Ordinal);
        var errors = new Dictionary<string, ErrorDefinition>(StringComparer.Ordinal);
        foreach (var xml in root.Elements())
        {
            if (xml.Name.Namespace != BpmnNames.Model)
                continue;
            if (!Known.Contains(xml.Name.LocalName))
                issues.Error(xml, "unsupported-element", $"Expected a definition that is executed, but '{xml.Name.LocalName}' is not");
            if (xml.Id() is not { } id)
                continue;
            if (xml.Is("message"))
                messages[id] = Message(xml, issues);
            else if (xml.Is("error"))
                errors[id] = new(xml.Text("errorCode"), xml.Text("name"));
        }
        return new(messages, errors, byId, root);
    }

    private static MessageDefinition Message(XElement xml, IssueLog issues)
    {
        var extensions = new Extensions(xml, issues);
        var name = xml.Text("name") is { } text ? ExpressionReader.Read(xml, text, "message name", issues) : Expression.Text("");
        Expression? key = null;
        if (extensions.Take("subscription") is { } subscription)
            key = ExpressionReader.Attribute(subscription, "correlationKey", issues);
        Expression? lives = null;
        if (extensions.TakeOrderly("message") is { } own)
        {
            AttributeCheck.Only(own, issues, "timeToLive");
            lives = ExpressionReader.Required(own, "timeToLive", issues);
            if (lives is { Feel: null } && !Time.IsoDuration.TryParse(lives.Source, out _))
                issues.Error(own, "message", $"Expected timeToLive to be an ISO 8601 duration, or FEEL after '=', but was '{lives}'");
        }
        extensions.RefuseRest("message");
        return new(name, key, lives);
    }

    private static Dictionary<string, XElement> ById(XElement root, IssueLog issues)
    {
        var seen = new Dictionary<string, XElement>(StringComparer.Ordinal);
        foreach (var xml in root.Descendants())
        {
            if (xml.Name.Namespace == BpmnNames.Model && xml.Id() is { } id && !seen.TryAdd(id, xml))
                issues.Error(xml, "duplicate-id", $"Expected ids to be unique, but '{id}' is used again");
        }
        return seen;
    }
}
