using Orderly.Engine.Bpmn;
using Orderly.Engine.Feel;
using Orderly.Web.Cases.Traces;
using Orderly.Web.Sources;

namespace Orderly.Web.Boards;

/// <summary>Which department a step belongs to: the model's lane, or the role it waits for where a model draws none.</summary>
internal static class Departments
{
    public static string? Of(Element element, Hospital hospital) => element.Lane ?? (RoleOf(element) is { } role ? hospital.RoleName(role) : null);

    /// <summary>Of a task that exists. Where the model finds the role out when the task begins, the lane of the step says nothing of who has it; the lane of that role's other work does.</summary>
    public static string Of(ProcessModel? model, TaskTrace task, Hospital hospital)
    {
        var role = task.Queue.Role ?? "";
        var element = model?.Find(task.Element);
        var elsewhere = element is not null && RoleOf(element) is null ? model!.Elements.FirstOrDefault(other => other.Lane is not null && RoleOf(other) == role) : null;
        return elsewhere?.Lane ?? (element is null ? null : Of(element, hospital)) ?? hospital.RoleName(role);
    }

    private static string? RoleOf(Element element) => (element.Detail as UserTaskDetail)?.Queue?.Role?.Constant is FeelString role ? role.Value : null;

    /// <summary>Those of a model that have work for people, in the order of its lanes.</summary>
    public static IEnumerable<string> In(ProcessModel model, Hospital hospital)
    {
        var lanes = model.Lanes.Select(lane => lane.Name).ToList();
        return model.Elements.Where(element => element.Kind == ElementKind.UserTask).Select(element => Of(element, hospital)).OfType<string>().Distinct().OrderBy(name => lanes.IndexOf(name));
    }
}
