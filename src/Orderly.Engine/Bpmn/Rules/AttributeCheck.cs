using System.Collections.Frozen;
using System.Xml.Linq;

namespace Orderly.Engine.Bpmn;

/// <summary>Refuses attributes that would change behaviour and are not executed.</summary>
internal static class AttributeCheck
{
    /// <summary>Attributes of flow elements that are read, or say nothing about execution.</summary>
    private static readonly FrozenSet<string> Known = new[]
    {
        "id", "name", "default", "sourceRef", "targetRef", "attachedToRef", "cancelActivity", "triggeredByEvent", "isInterrupting", "calledElement", "messageRef",
        "gatewayDirection", "isImmediate", "implementation", "scriptFormat", "operationRef", "dataObjectRef", "dataStoreRef", "itemSubjectRef", "isCollection", "dataState",
        "isForCompensation", "parallelMultiple", "instantiate", "eventGatewayType", "ordering", "cancelRemainingInstances", "method", "operation",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Attributes that are allowed at one value only, because that value is what is executed.</summary>
    private static readonly FrozenDictionary<string, string> Fixed = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["startQuantity"] = "1",
        ["completionQuantity"] = "1",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static void FlowElement(XElement xml, IssueLog issues)
    {
        foreach (var attribute in xml.Attributes())
        {
            if (attribute.IsNamespaceDeclaration || attribute.Name.Namespace != XNamespace.None || Known.Contains(attribute.Name.LocalName))
                continue;
            if (!Fixed.TryGetValue(attribute.Name.LocalName, out var value))
                issues.Error(attribute, "unsupported-attribute", $"Expected attributes that are executed, but '{attribute.Name.LocalName}' of '{xml.Name.LocalName}' is not");
            else if (attribute.Value != value)
                issues.Error(attribute, "unsupported-attribute", $"Expected '{attribute.Name.LocalName}' to be '{value}', but was '{attribute.Value}', which is not executed");
        }
    }

    public static void Only(XElement xml, IssueLog issues, params ReadOnlySpan<string> names)
    {
        foreach (var attribute in xml.Attributes())
        {
            if (!attribute.IsNamespaceDeclaration && attribute.Name.Namespace == XNamespace.None && !names.Contains(attribute.Name.LocalName))
                issues.Error(attribute, "unsupported-attribute", $"Expected one of {string.Join(", ", names.ToArray())}, but was '{attribute.Name.LocalName}'");
        }
    }
}
