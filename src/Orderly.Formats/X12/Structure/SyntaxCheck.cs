using System.Numerics;

namespace Orderly.Formats.X12.Structure;

/// <summary>The syntax rules between the elements of a segment.</summary>
internal static class SyntaxCheck
{
    /// <param name="present">Bit n is set when element n is there.</param>
    public static void Apply(SyntaxRule rule, SegmentDefinition layout, ulong present, ref List<ElementError>? errors)
    {
        var all = rule.Mask;
        var found = present & all;
        if (found == 0 && rule.Kind != 'R') return;
        var first = 1UL << rule.Elements[0];
        switch (rule.Kind)
        {
            case 'P' when found != 0 && found != all:
            case 'C' when (found & first) != 0 && found != all:
                foreach (var element in rule.Elements)
                    if ((found & (1UL << element)) == 0) Missing(element, layout, ref errors);
                break;
            case 'R' when found == 0:
                Missing(rule.Elements[0], layout, ref errors);
                break;
            case 'L' when found == first:
                Missing(rule.Elements[1], layout, ref errors);
                break;
            case 'E' when BitOperations.PopCount(found) > 1:
                var last = rule.Elements[^1];
                ElementCheck.Add(ref errors, last, 0, 0, layout.Elements[last - 1].Reference, ElementCode.Excluded, $"Expected only one of the elements {string.Join(", ", rule.Elements)}, but there are more.");
                break;
        }
    }

    private static void Missing(int element, SegmentDefinition layout, ref List<ElementError>? errors) =>
        ElementCheck.Add(ref errors, element, 0, 0, layout.Elements[element - 1].Reference, ElementCode.ConditionalMissing, $"Expected element {element:00} because of the others, but it is not there.");
}
