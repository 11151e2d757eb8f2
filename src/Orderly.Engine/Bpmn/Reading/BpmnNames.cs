using System.Xml;
using System.Xml.Linq;

namespace Orderly.Engine.Bpmn;

/// <summary>Namespaces of BPMN files, and how elements are looked at.</summary>
internal static class BpmnNames
{
    public static readonly XNamespace Model = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    public static readonly XNamespace Drawing = "http://www.omg.org/spec/BPMN/20100524/DI";
    public static readonly XNamespace Bounds = "http://www.omg.org/spec/DD/20100524/DC";
    public static readonly XNamespace Interchange = "http://www.omg.org/spec/DD/20100524/DI";
    public static readonly XNamespace Zeebe = "http://camunda.org/schema/zeebe/1.0";
    public static readonly XNamespace Orderly = "http://orderly.health/schema/bpmn/1.0";
    public static readonly XNamespace Camunda7 = "http://camunda.org/schema/1.0/bpmn";
    public static readonly XNamespace SchemaInstance = "http://www.w3.org/2001/XMLSchema-instance";

    public static string? Id(this XElement xml) => xml.Text("id");

    /// <summary>An attribute's trimmed value; null when absent or empty.</summary>
    public static string? Text(this XElement xml, string attribute) => xml.Attribute(attribute)?.Value.Trim() is { Length: > 0 } text ? text : null;

    public static bool Is(this XElement xml, string name) => xml.Name.LocalName == name && xml.Name.Namespace == Model;

    public static bool Flag(this XElement xml, string attribute, bool otherwise) => xml.Text(attribute) switch
    {
        "true" or "1" => true,
        "false" or "0" => false,
        _ => otherwise,
    };

    public static (int Line, int Column) Position(this XObject xml) => xml is IXmlLineInfo info && info.HasLineInfo() ? (info.LineNumber, info.LinePosition) : (0, 0);

    /// <summary>A reference's local part: files may write <c>prefix:id</c>.</summary>
    public static string? Reference(string? qualified) => qualified?[(qualified.IndexOf(':', StringComparison.Ordinal) + 1)..];
}
