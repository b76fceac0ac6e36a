import { Operations } from '../operations';
import { Parts } from '../write-path/parts';
import { floorView } from '../../domain/views/project';

/** The floor as one read of one instant; sockets' snapshots come from the same read. */
export const readFloor =
  (parts: Parts): Operations['readFloor'] =>
  async (branch) => {
    const read = await parts.reads.readFloor(branch);
    return { ...read, view: floorView(read.floor, read.directory.config, parts.clock()) };
  };
