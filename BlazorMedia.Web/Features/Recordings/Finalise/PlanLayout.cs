using BlazorMedia.Web.Features.Recordings.Mp4;
using BlazorMedia.Web.Features.Streams.Ring;

namespace BlazorMedia.Web.Features.Recordings.Finalise;

/// <summary>Lays out the file of a plan from the fragments where they lie.</summary>
internal static class PlanLayout
{
    // All samples of a file are held in memory while it is laid out. In seconds.
    public const decimal MaxSeconds = 12 * 3600;

    /// <exception cref="NotPlainException">FFmpeg must write it.</exception>
    /// <exception cref="InvalidDataException">A fragment is damaged.</exception>
    public static Mp4Layout Of(OutputPlan plan)
    {
        if (plan.Duration > MaxSeconds) throw new NotPlainException("too long to lay out in memory");
        PlainMedia.Require(plan.Init.Tracks);
        var headers = TrackHeader.ReadAll(plan.Init.Bytes);
        var budget = new SampleBudget(plan.Bytes);
        var tracks = plan.Init.Tracks.Select(t => new TrackSamples(t, headers[t.Id], budget)).ToList();
        var files = new SourceFiles();
        foreach (var piece in plan.Pieces)
            foreach (var file in piece.Piece.Fragments.GroupBy(f => f.File)) Add(tracks, files, file.Key, file, piece.SecondsMoved);
        return LayoutBuilder.Build(files, tracks, ShownWindow.All);
    }

    private static void Add(List<TrackSamples> tracks, SourceFiles files, string file, IEnumerable<PieceFragment> fragments, decimal seconds)
    {
        using var handle = File.OpenHandle(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var length = RandomAccess.GetLength(handle);
        var begin = files.Add(file, length);
        foreach (var fragment in fragments)
        {
            var moof = FragmentBytes.ReadMoof(handle, fragment.Offset, fragment.Length);
            new MoofSamples(begin + fragment.Offset, begin, begin + length).ReadInto(tracks, moof, Moved);
        }

        long Moved(MediaTrack track) => (long)decimal.Round(seconds * track.Timescale);
    }
}
