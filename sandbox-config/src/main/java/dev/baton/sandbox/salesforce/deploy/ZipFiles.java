package dev.baton.sandbox.salesforce.deploy;

import dev.baton.sandbox.salesforce.metadata.ComponentProblem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The files of a deployment's zip, in memory. The vendor takes 39 MB packed, 600 MB unpacked and
 * 10,000 files; a name that leads out of the zip is refused.
 */
final class ZipFiles {
    private static final int MAX_PACKED = 39 * 1024 * 1024;
    private static final long MAX_UNPACKED = 600L * 1024 * 1024;
    private static final int MAX_FILES = 10_000;

    private ZipFiles() {}

    /**
     * Contents by name, sorted. Where the package is in a single folder, names are those inside it.
     *
     * @throws ComponentProblem for what is no zip, or is beyond a limit
     */
    static Map<String, byte[]> read(byte[] packed) throws ComponentProblem {
        if (packed.length > MAX_PACKED) {
            throw new ComponentProblem(
                    "Maximum size of request reached. The zip file is too large");
        }
        TreeMap<String, byte[]> files = new TreeMap<>();
        long left = MAX_UNPACKED;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(packed))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.isDirectory()) {
                    continue;
                }
                byte[] content = zip.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, left + 1));
                left -= content.length;
                if (left < 0 || files.size() >= MAX_FILES) {
                    throw new ComponentProblem(
                            "The zip file holds more than " + MAX_FILES + " files or 600 MB");
                }
                files.put(safe(entry.getName()), content);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new ComponentProblem("The zip file cannot be read: " + e.getMessage());
        }
        return inside(files);
    }

    private static String safe(String name) throws ComponentProblem {
        boolean leadsOut =
                name.startsWith("/")
                        || name.contains("\\")
                        || name.contains(":")
                        || Arrays.asList(name.split("/", -1)).contains("..");
        if (leadsOut) {
            throw new ComponentProblem("The zip file holds a name that leads out of it");
        }
        return name;
    }

    private static Map<String, byte[]> inside(SortedMap<String, byte[]> files) {
        if (files.containsKey(Manifest.PACKAGE) || files.isEmpty()) {
            return files;
        }
        int slash = files.firstKey().indexOf('/');
        String folder = files.firstKey().substring(0, slash + 1);
        if (slash < 0
                || !files.containsKey(folder + Manifest.PACKAGE)
                || !files.lastKey().startsWith(folder)) {
            return files;
        }
        SortedMap<String, byte[]> inner = new TreeMap<>();
        files.forEach((name, content) -> inner.put(name.substring(folder.length()), content));
        return inner;
    }
}
