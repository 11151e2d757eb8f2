using Microsoft.AspNetCore.Components;

namespace Orderly.Web.Worklist;

/// <summary>The chips above the list: each is a link to the same page with one thing changed.</summary>
public sealed partial class WorklistFilters
{
    [Parameter, EditorRequired]
    public WorklistView View { get; set; } = null!;

    private WorklistFilter Other => View.Filter with
    {
        Sort = View.Filter.Sort == WorklistSort.Due ? WorklistSort.Priority : WorklistSort.Due,
    };

    private IEnumerable<((string Words, bool IsOn) Name, WorklistFilter Filter)> Narrowings()
    {
        foreach (var (code, name) in View.Units)
        {
            var isOn = View.Filter.Unit == code;
            yield return ((isOn ? $"Unit: {name}" : name, isOn), View.Filter with { Unit = isOn ? null : code, Task = null });
        }
    }

    private static RenderFragment Keep(string name, string? value) => builder =>
    {
        if (value is null)
        {
            return;
        }

        builder.OpenElement(0, "input");
        builder.AddAttribute(1, "type", "hidden");
        builder.AddAttribute(2, "name", name);
        builder.AddAttribute(3, "value", value);
        builder.CloseElement();
    };
}
