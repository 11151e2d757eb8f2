using Orderly.Engine.Bpmn;
using Orderly.Engine.Feel;
using Orderly.Web.Sources;

namespace Orderly.Web.Boards;

/// <summary>Which department a step belongs to: the model's lane, or the role it waits for where a model draws none.</summary>
internal static class Departments
{
    public static string? Of(Element element, Hospital hospital) => element.Lane ?? ((element.Detail as UserTaskDetail)?.Queue?.Role?.Constant is FeelString role ? hospital.RoleName(role.Value) : null);

    /// <summary>Those of a model that have work for people, in the order of its lanes.</summary>
    public static IEnumerable<string> In(ProcessModel model, Hospital hospital)
    {
        var lanes = model.Lanes.Select(lane => lane.Name).ToList();
        return model.Elements.Where(element => element.Kind == ElementKind.UserTask).Select(element => Of(element, hospital)).OfType<string>().Distinct().OrderBy(name => lanes.IndexOf(name));
    }
}
