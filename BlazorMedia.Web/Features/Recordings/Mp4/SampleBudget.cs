namespace BlazorMedia.Web.Features.Recordings.Mp4;

/// <summary>
/// How many samples a file may claim to have. A table of a few bytes can promise 4 billion, which would fill the memory; real samples
/// take more of the file than this, data and index together.
/// </summary>
internal sealed class SampleBudget(long fileLength)
{
    private const int LeastBytesPerSample = 4;

    public int Left { get; private set; } = (int)Math.Min(int.MaxValue / 64, fileLength / LeastBytesPerSample);

    /// <exception cref="InvalidDataException">The file is too small for so many.</exception>
    public void Spend()
    {
        if (--Left < 0) throw new InvalidDataException("The file claims to have more samples than it can hold.");
    }
}
