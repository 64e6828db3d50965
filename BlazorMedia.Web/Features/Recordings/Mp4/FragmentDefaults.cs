namespace BlazorMedia.Web.Features.Recordings.Mp4;

/// <summary>What <c>tfhd</c> (or <c>trex</c> behind it) says of samples that do not say it themselves.</summary>
/// <param name="DataAt">Where the track's bytes begin in the file; null when they are counted from the fragment.</param>
internal readonly record struct FragmentDefaults(long? DataAt, uint Duration, uint Size, uint Flags)
{
    /// <param name="tfhd">Behind the track's id.</param>
    /// <param name="track">Null: of no interest.</param>
    /// <exception cref="NotPlainException">The samples have another description than the first.</exception>
    public static FragmentDefaults Read(ref BoxCursor tfhd, uint flags, TrackSamples? track)
    {
        long? dataAt = (flags & 0x01) != 0 ? tfhd.Int64() : null;
        if (dataAt is < 0 or > long.MaxValue / 2) throw new InvalidDataException("A fragment's data lies outside the file.");
        if ((flags & 0x02) != 0 && tfhd.UInt32() != 1 && track is not null) throw new NotPlainException("A track has several sample descriptions.");
        return new(
            dataAt,
            (flags & 0x08) != 0 ? tfhd.UInt32() : track?.Track.DefaultSampleDuration ?? 0,
            (flags & 0x10) != 0 ? tfhd.UInt32() : track?.Header.DefaultSampleSize ?? 0,
            (flags & 0x20) != 0 ? tfhd.UInt32() : track?.Track.DefaultSampleFlags ?? 0);
    }
}
