namespace Orderly.Runtime.Tests.Simulation;

/// <summary>
/// Runs the tasks of all simulated nodes on the one thread that calls it, in an order drawn from the seed. A node that is
/// killed never runs another continuation, wherever it stood.
/// </summary>
internal sealed class SeededScheduler(int seed)
{
    private readonly List<(NodeScheduler Node, Task Task)> ready = [];
    private readonly Random random = new(seed);

    public Random Random => random;

    public long Steps { get; private set; }

    /// <summary>Folds which task ran at which step, to show that a seed repeats itself.</summary>
    public ulong Trace { get; private set; } = 14695981039346656037;

    public NodeScheduler NewNode(string name) => new(this, name);

    public bool RunOne()
    {
        while (ready.Count > 0)
        {
            // Mostly in order, sometimes from anywhere: all-random starves pipelines, all-FIFO finds nothing.
            var index = random.Next(4) == 0 ? random.Next(ready.Count) : 0;
            var (node, task) = ready[index];
            ready.RemoveAt(index);
            if (node.IsDead) continue;
            Steps++;
            Trace = (Trace ^ (ulong)index ^ ((ulong)node.Number << 32)) * 1099511628211;
            node.Execute(task);
            return true;
        }
        return false;
    }

    private void Queue(NodeScheduler node, Task task)
    {
        if (!node.IsDead) ready.Add((node, task));
    }

    private int nodes;

    internal sealed class NodeScheduler(SeededScheduler all, string name) : TaskScheduler
    {
        public string Name { get; } = name;

        public int Number { get; } = ++all.nodes;

        public bool IsDead { get; private set; }

        public override int MaximumConcurrencyLevel => 1;

        public void Kill() => IsDead = true;

        public void Start(Func<Task> work) =>
            _ = Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.None, this).Unwrap();

        internal void Execute(Task task) => TryExecuteTask(task);

        protected override void QueueTask(Task task) => all.Queue(this, task);

        protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

        protected override IEnumerable<Task> GetScheduledTasks() => all.ready.Where(entry => entry.Node == this).Select(entry => entry.Task);
    }
}
