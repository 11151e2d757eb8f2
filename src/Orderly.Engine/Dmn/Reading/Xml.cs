using System.Xml.Linq;

namespace Orderly.Engine.Dmn.Reading;

/// <summary>DMN's elements by local name: the versions differ in namespace only, and only their namespaces count.</summary>
internal static class Xml
{
    private static readonly string[] Versions =
    [
        "http://www.omg.org/spec/DMN/20151101/dmn.xsd",
        "http://www.omg.org/spec/DMN/20180521/MODEL/",
        "https://www.omg.org/spec/DMN/20191111/MODEL/",
        "https://www.omg.org/spec/DMN/20211108/MODEL/",
        "https://www.omg.org/spec/DMN/20230324/MODEL/",
    ];

    public static bool IsModel(XElement element) => Array.IndexOf(Versions, element.Name.NamespaceName) >= 0;

    public static bool Is(this XElement element, string name) => element.Name.LocalName == name && IsModel(element);

    public static IEnumerable<XElement> All(this XElement element, string name) => element.Elements().Where(child => child.Is(name));

    public static XElement? One(this XElement element, string name) => element.All(name).FirstOrDefault();

    public static string? Get(this XElement element, string name) => (string?)element.Attribute(name);

    public static string Id(this XElement element) => element.Get("id") ?? "";

    /// <summary>What a <c>text</c> child holds, or empty.</summary>
    public static string TextOf(this XElement element) => element.One("text")?.Value ?? "";
}
