/** A wire adapter that answers at once with what a function gives; undefined is still waiting. */
export function adapter(answer) {
    return class {
        constructor(emit) {
            this.emit = emit;
        }

        connect() {
            this.update();
        }

        update() {
            this.emit(answer() ?? { data: undefined, error: undefined });
        }

        disconnect() {}
    };
}
