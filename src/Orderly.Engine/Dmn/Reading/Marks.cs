using System.Xml;
using System.Xml.Linq;

namespace Orderly.Engine.Dmn.Reading;

/// <summary>Where the parts of a model stand in its XML: what is found of them later is told with line and column.</summary>
internal sealed class Marks
{
    private readonly Dictionary<object, XmlMark> places = new(ReferenceEqualityComparer.Instance);

    public static XmlMark Of(XElement element)
    {
        IXmlLineInfo place = element;
        return new XmlMark(place.LineNumber, place.LinePosition);
    }

    /// <returns>The part.</returns>
    public T Set<T>(T part, XElement element) where T : class
    {
        places[part] = Of(element);
        return part;
    }

    /// <summary>Of the first of these parts that stands somewhere; line 0 where none does.</summary>
    public XmlMark First(params ReadOnlySpan<object?> parts)
    {
        foreach (var part in parts)
        {
            if (part is not null && places.TryGetValue(part, out var place))
                return place;
        }
        return default;
    }
}
