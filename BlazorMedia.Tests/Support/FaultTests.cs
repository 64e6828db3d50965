namespace BlazorMedia.Tests.Support;

/// <summary>Tests that start the whole application and real sources run one after the other: two cores cannot play ten cameras at once.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class FaultTests
{
    public const string Name = "faults";
}
