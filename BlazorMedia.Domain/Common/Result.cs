namespace BlazorMedia.Domain.Common;

/// <summary>Either a value or the refusals that say why there is none. Bugs and broken disks throw instead.</summary>
public sealed class Result<T>
{
    private readonly T? value;

    private Result(T? value, IReadOnlyList<Refusal> refusals) => (this.value, Refusals) = (value, refusals);

    /// <summary>All mistakes at once, so that a form can mark every field; empty on success.</summary>
    public IReadOnlyList<Refusal> Refusals { get; }

    public bool IsSuccess => Refusals.Count == 0;

    public Refusal Refusal => IsSuccess ? throw new InvalidOperationException("A success has no refusal.") : Refusals[0];

    public T Value => IsSuccess ? value! : throw new InvalidOperationException($"Refused: {Refusals[0].Message}");

    public static implicit operator Result<T>(T value) => new(value, []);

    public static implicit operator Result<T>(Refusal refusal) => new(default, [refusal]);

    public static implicit operator Result<T>(List<Refusal> refusals) => new(default, refusals);
}
