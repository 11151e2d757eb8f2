using System.Xml.Linq;

namespace Orderly.Engine.Dmn.Reading;

/// <summary>Says of an element of the XML where in the model its reader finds it.</summary>
internal static class Places
{
    /// <summary>Null outside of the elements of the decision graph.</summary>
    public static DmnPlace? Of(XElement element)
    {
        var around = element.AncestorsAndSelf().ToList();
        if (around.Find(one => Kind(one) is not null) is not { } owner)
            return null;
        var table = around.Find(one => one.Is("decisionTable"));
        var inside = table is null ? [] : around.TakeWhile(one => one != table).ToList();
        return new DmnPlace(Kind(owner)!, owner.Get("name") ?? "", table?.Id(), Position(inside, "rule"), Position(inside, "input", "inputEntry"), Position(inside, "output", "outputEntry"));
    }

    private static string? Kind(XElement element) => !Xml.IsModel(element) ? null : element.Name.LocalName switch
    {
        "decision" => DmnPlace.Decision,
        "businessKnowledgeModel" => DmnPlace.KnowledgeModel,
        "decisionService" => DmnPlace.Service,
        "inputData" => DmnPlace.Input,
        _ => null,
    };

    private static int Position(List<XElement> around, params ReadOnlySpan<string> names)
    {
        foreach (var one in around)
        {
            if (Xml.IsModel(one) && names.Contains(one.Name.LocalName))
                return one.ElementsBeforeSelf(one.Name).Count() + 1;
        }
        return 0;
    }
}
